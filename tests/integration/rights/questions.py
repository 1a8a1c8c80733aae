"""What the matrix asks of a listing besides its bare address."""

from __future__ import annotations

from tests.integration.rights.spaces import API, DOC_CHOOSER, DOCS, PAGES, REPORTS

# Query strings that show more; a question for the word that all texts share.
QUERIES: dict[str, tuple[str, ...]] = {
    "search": ("q=archivo", "q=archivo&type=action_plan&year=2015", "q="),
    f"{PAGES}search": ("q=archivo", "q=archivo&content_type=rcm_pages.actionplanpage"),
    f"{PAGES}search_results": ("q=archivo",),
    "wagtailadmin_choose_page_search": (
        "q=archivo", "q=archivo&page_type=rcm_pages.actionplanpage",
    ),
    f"{API}pages:listing": ("fields=*", "search=archivo", "for_explorer=1"),
    f"{API}documents:listing": ("fields=*", "search=archivo"),
    f"{DOCS}index": ("", "q=archivo"),
    f"{DOCS}index_results": ("", "q=archivo"),
    f"{DOC_CHOOSER}choose": ("", "q=archivo"),
    f"{DOC_CHOOSER}choose_results": ("", "q=archivo"),
    f"{REPORTS}site_history": ("", "export=csv"),
    f"{REPORTS}workflow": ("", "export=csv"),
    f"{REPORTS}workflow_tasks": ("", "export=csv"),
    f"{REPORTS}locked_pages": ("", "export=csv"),
    f"{REPORTS}aging_pages": ("", "export=csv"),
    f"{PAGES}choose_parent": ("",),
    "sitemap_section": ("", "p=1"),
    "oai": (
        "verb=ListRecords&metadataPrefix=mods", "verb=ListSets",
        "verb=ListRecords&metadataPrefix=oai_dc",
    ),
    "symbols": ("state=all",),
    "keeping_files": ("q=archivo", "class=file"),
    "texts": ("q=archivo", "year=2015"),
    "browse": (
        "view=table", "sort=title", "status=draft&status=in_approval", "page=2",
        "theme=all&type=action_plan", "sort=-entered",
    ),
    "browse_feed": ("type=action_plan",),
    "files_sheet": ("", "q=archivo"),
    "files_change": ("all=1", "all=1&query=q%3Darchivo"),
    "search_feed": ("q=archivo",),
    "collection": ("view=table", "status=draft", "sort=title&page=2"),
    "catalogue_keep_listing": ("type=action_plan&status=draft",),
}  # fmt: skip
