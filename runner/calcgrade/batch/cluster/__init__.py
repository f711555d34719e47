"""Graders of other machines, by way of a Dask cluster; needs the extra ``calcgrade[cluster]``."""
