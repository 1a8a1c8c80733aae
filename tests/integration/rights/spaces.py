"""How the names of Wagtail's own addresses begin."""

PAGES = "wagtailadmin_pages:"
REPORTS = "wagtailadmin_reports:"
DOCS = "wagtaildocs:"
DOC_CHOOSER = "wagtaildocs_chooser:"
API = "wagtailadmin_api:"
