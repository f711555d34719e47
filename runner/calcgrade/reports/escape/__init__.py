"""Text from outside, made harmless for the medium that shows it; pure functions, one module a medium.

=====================  =====================================================================
`visible`              what every medium begins with: nothing unseen, nothing turned round
`terminal`             terminals, and logs of continuous integration that obey what they read
`workflow`             commands that a log of GitHub Actions is to obey, with text in them
`html`, `xml`          elements, attributes and contents
`markdown`             summaries and comments on GitHub
`spreadsheet`          cells of a CSV file
`json_text`            JSON that may end up in a terminal or a log
=====================  =====================================================================

Whatever was shown by the medium is the text as `visible` writes it: nothing is dropped.
"""
