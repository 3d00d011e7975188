"""The manual: its pages (Markdown, one a subject), and what shows them: topics, a site, man pages."""
