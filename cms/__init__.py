"""The document-management plugin: any Wagtail site, any conference."""
