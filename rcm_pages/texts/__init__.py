"""What readers see of a text: paragraphs, contents, languages, what is around it."""
