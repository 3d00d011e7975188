"""Annotations to rows: of web pages, and of the programs in which texts are coded."""
