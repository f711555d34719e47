"""What a batch leaves behind: results, pages, gradebooks."""
