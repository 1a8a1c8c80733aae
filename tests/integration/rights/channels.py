"""Every address of the portal and of Wagtail's admin, and whether works show there.

An address is known by the name of its route, with its namespaces. ``SHOWS`` says which
record each of its arguments names; ``SHOWS_NONE`` says why nothing of a work is there
to be seen. An address that is in neither fails the matrix, and so does one that is no
longer there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import URLPattern, get_resolver

from tests.integration.rights.spaces import API, DOC_CHOOSER, DOCS, PAGES, REPORTS

if TYPE_CHECKING:
    from collections.abc import Iterator

# What an argument of an address names.
PAGE, DOCUMENT, STEP, REVISION = "page", "document", "step", "revision"
WORKFLOW_STATE, TASK, PARENT, MEETING = "workflow state", "task", "parent", "meeting"
OTHER_PARENT, PICTURE, SYMBOL, ADDRESS = "other parent", "1", "symbol", "address"
VERSION_ID = "version id"
VERSION, NAME, HIDDEN, IMPORT = "version", "file name", "hidden meeting", "import"
PERSON, WORK, UUID, COLLECTION = "person", "work", "uuid", "collection"


LISTINGS = (
    *("wagtailadmin_home", "wagtailadmin_explore_root", "search", "sitemap", "notices"),
    *(f"{PAGES}{name}" for name in ("search", "search_results")),
    *(
        f"{REPORTS}{name}{end}"
        for name in (
            "locked_pages", "workflow", "workflow_tasks", "site_history",
            "aging_pages", "page_types_usage",
        )
        for end in ("", "_results")
    ),
    "wagtailadmin_choose_page", "wagtailadmin_choose_page_search",
    f"{API}pages:listing", f"{API}documents:listing",
    f"{DOCS}index", f"{DOCS}index_results",
    f"{DOC_CHOOSER}choose", f"{DOC_CHOOSER}choose_results",
    "wagtailredirects:index", "wagtailredirects:index_results",
    "redirects", "redirects_results",
    "desk",
    "approval_queue", "importing_index", "works_collections", "works_collection_new",
    "content_rules", "content_rules_new", "content_rules_log", "partner_reports",
    "fixity", "reading", "uploads", "scans",
    "keeping_files", "keeping_packages", "keeping_review",
    "symbols", "symbols_new",
    "financial_series", "financial_series_csv",
    "files_index", "files_index_results", "files_trash",
    "texts", "texts_sheet",
    "texts_change", "files_change", "files_sheet",
    "browse", "browse_feed", "search_feed", "collections", "catalogue_listings",
    "catalogue_keep_listing", "parties", "presidency",
)  # fmt: skip
OF_A_PAGE = (
    *(
        f"{PAGES}{name}"
        for name in (
            "usage", "edit", "preview_on_edit", "view_draft", "delete", "unpublish",
            "convert_alias", "copy", "set_privacy", "lock", "unlock", "revisions_index",
            "workflow_history", "history", "history_results", "move",
            "set_page_position", "confirm_workflow_cancellation",
        )
    ),
    "wagtailadmin_explore", "wagtailadmin_explore_results",
    "wagtailadmin_choose_page_child",
    f"{PAGES}add_subpage",
    f"{API}pages:detail",
    "simple_translation:submit_page_translation",
    "wagtailadmin_workflows:remove",
)  # fmt: skip
OF_A_DOCUMENT = (
    *(
        f"{DOCS}{name}"
        for name in (
            "edit", "delete", "edit_multiple", "delete_multiple", "document_usage",
        )
    ),
    f"{DOC_CHOOSER}chosen", f"{API}documents:detail", "document_page",
    "document_compare", "files_compare", "files_to_trash", "files_take_out",
    "files_purge",
)  # fmt: skip
SHOWS: dict[str, tuple[Any, ...]] = {
    **dict.fromkeys(LISTINGS, ()),
    **dict.fromkeys(OF_A_PAGE, (PAGE,)),
    **dict.fromkeys(OF_A_DOCUMENT, (DOCUMENT,)),
    "document_picture": (DOCUMENT, VERSION, PICTURE),
    "document_sheet_picture": (DOCUMENT, VERSION, PICTURE, 800),
    "document_sheet": (DOCUMENT, PICTURE),
    "document_archival_copy": (DOCUMENT, VERSION, NAME),
    "document_go_to_page": (DOCUMENT,),
    "document_version": (DOCUMENT, VERSION, NAME),
    "files_restore": (DOCUMENT, VERSION),
    "files_known": (VERSION_ID,),
    "wagtaildocs_serve": (DOCUMENT, NAME),
    "by_symbol": (SYMBOL,),
    "sitemap_section": ("en",),
    "wagtail_serve": (ADDRESS,),
    "approval_decide": (STEP,),
    "approval_preview": (STEP,),
    "approval_submit": (WORK,),
    "approval_correct": (WORK,),
    "importing_upload": (HIDDEN,),
    "importing_review": (IMPORT,),
    "importing_retry": (IMPORT,),
    "importing_undo": (IMPORT,),
    "importing_settle": (IMPORT,),
    "importing_offers": (IMPORT,),
    "importing_confirm": (IMPORT, "reason-subject"),
    "meeting_audience": (HIDDEN,),
    "work_readers": (WORK,),
    "work_symbol": (WORK,),
    "works_collection": (COLLECTION,),
    "collection": ("all",),
    "party": ("CR",),
    "collection_feed": ("all",),
    "catalogue_drop_listing": (1,),
    "partner_report": (UUID,),
    "cite_work": (UUID, "bib"),
    "cite_works": ("json",),
    "oai": (),
    "api:works": (),
    "api:files": (),
    "api:meetings": (),
    "api:collections": (),
    "api:collection_works": ("all",),
    "api:work": (UUID,),
    "api:work_by_symbol": (SYMBOL,),
    "api:text": (UUID, "es"),
    "api:file": (DOCUMENT,),
    "api:meeting": (HIDDEN,),
    "financial_figures": (WORK,),
    "financial_template": (WORK,),
    "financial_workbook": (WORK,),
    "financial_preview": (WORK,),
    "financial_figures_xlsx": (UUID,),
    "financial_figures_csv": (UUID,),
    "content_rules_rule": (1,),
    "keeping_package": (1,),
    "keeping_item": ("paper", WORK),
    "keeping_package_file": (1,),
    "content_rules_edit": (1,),
    f"{PAGES}add": ("rcm_pages", "actionplanpage", PARENT),
    f"{PAGES}preview_on_add": ("rcm_pages", "actionplanpage", PARENT),
    f"{PAGES}type_use": ("rcm_pages", "actionplanpage"),
    f"{PAGES}type_use_results": ("rcm_pages", "actionplanpage"),
    f"{PAGES}choose_parent": ("rcm_pages", "actionplanpage"),
    f"{PAGES}move_confirm": (PAGE, OTHER_PARENT),
    f"{PAGES}workflow_action": (PAGE, "approve", STEP),
    f"{PAGES}collect_workflow_action_data": (PAGE, "reject", STEP),
    f"{PAGES}workflow_preview": (PAGE, TASK),
    f"{PAGES}workflow_history_detail": (PAGE, WORKFLOW_STATE),
    f"{PAGES}revisions_view": (PAGE, REVISION),
    f"{PAGES}revisions_revert": (PAGE, REVISION),
    f"{PAGES}revisions_unschedule": (PAGE, REVISION),
    f"{PAGES}revisions_compare": (PAGE, "earliest", "latest"),
    "wagtail_bulk_action": ("wagtailcore", "page", "move"),
    "wagtailadmin_choose_page_chosen_multiple": (),
    f"{DOC_CHOOSER}chosen_multiple": (),
    f"{API}pages:action": (PAGE, "copy"),
    f"{API}pages:find": (),
    f"{API}documents:find": (),
    "wagtailadmin_editing_sessions:ping": ("wagtailcore", "page", PAGE, 1),
    "wagtailadmin_workflows:usage": (1,),
    "wagtailadmin_workflows:usage_results": (1,),
    # People's own records name what they did, or what refers to them.
    "wagtailusers_users:history": (PERSON,),
    "wagtailusers_users:history_results": (PERSON,),
    "wagtailusers_users:usage": (PERSON,),
    "wagtailadmin_collections:edit": (1,),
    "wagtailadmin_collections:delete": (1,),
    "wagtailsites:usage": (1,),
    "wagtailadmin_tag_autocomplete": (),
    "accounts_person": (PERSON,),
    "notices_open": (1,),
}  # fmt: skip

_OWN_ACCOUNT = "the person's own account"
_FORM = "an empty form"
_SETTING = "a setting of the site"
_PICTURES = "pictures of the site belong to no work"
_DOOR = "a door: signs in or out"
_STATIC = "the same for everybody"
_PEOPLE = "people, parties and terms of the Conference"
SHOWS_NONE: dict[str, str] = {
    # Whatever begins so; the longest beginning counts.
    "wagtailimages": _PICTURES,
    f"{API}images": _PICTURES,
    "wagtailembeds:": "pictures and films of other sites",
    "wagtailusers_": "people and groups",
    "wagtailsites:": _SETTING,
    "wagtailsettings:": _SETTING,
    "wagtailsnippets:": "no snippets are registered",
    "simple_translation:submit_snippet_translation": "no snippets are registered",
    "wagtailredirects:": "redirects to pages that one may not see are left out",
    "texts_changed": "what the person asked for, as far as they may still read it",
    "files_changed": "what the person asked for, as far as they may still read it",
    "symbol_release": "reservations that no work has taken up",
    "wagtailadmin_workflows:": _SETTING,
    "wagtailadmin_collections:": "collections hold no titles of files",
    f"{DOCS}add": _FORM,
    f"{DOCS}create_multiple_from_uploaded_document": "the person's own upload",
    f"{DOCS}delete_upload_multiple": "the person's own upload",
    f"{DOC_CHOOSER}create": _FORM,
    "upload": "the person's own upload",
    "wagtailadmin_choose_page_external_link": _FORM,
    "wagtailadmin_choose_page_email_link": _FORM,
    "wagtailadmin_choose_page_phone_link": _FORM,
    "wagtailadmin_choose_page_anchor_link": _FORM,
    "wagtailadmin_tag_model_autocomplete": "tags",
    "wagtailadmin_account": _OWN_ACCOUNT,
    "wagtailadmin_dismissibles": _OWN_ACCOUNT,
    "wagtailadmin_editing_sessions:release": "ends the person's own session",
    "wagtailadmin_block_preview": "an example of a block",
    "wagtailadmin_sprite": _STATIC,
    "wagtailadmin_javascript_catalog": _STATIC,
    "wagtailadmin_error_test": "fails on purpose",
    "wagtailadmin_login": _DOOR,
    "wagtailadmin_logout": _DOOR,
    "wagtailadmin_password_reset": _DOOR,
    "wagtaildocs_authenticate_with_password": "privacy by password is not used",
    "wagtailcore_authenticate_with_password": "privacy by password is not used",
    "wagtailcore_login": _DOOR,
    "openid_connect_": _DOOR,
    "set_language": _DOOR,
    "sign_": _DOOR,
    "account_": _OWN_ACCOUNT,
    "mfa_": _OWN_ACCOUNT,
    "usersessions_": _OWN_ACCOUNT,
    "external_identity_unknown": _DOOR,
    "socialaccount_": _DOOR,
    "notices_read": "marks the person's own notices",
    "notices_preferences": _OWN_ACCOUNT,
    "health": _STATIC,
    "keeping_personal": _PEOPLE,
    "keeping_erase": _PEOPLE,
    "keeping_class": "the table of what is kept for how long",
    "approval_procedure": "the table of who decides, which is no paper",
    "people_": _PEOPLE,
    "presidency_": _PEOPLE,
    "desk_": _PEOPLE,
    "invitation": _DOOR,
    "conference_parties:": _PEOPLE,
    "conference_bodies:": _PEOPLE,
    # Whoever keeps the registry, the administrator included, sees hidden meetings.
    "conference_meetings:": "the registry of meetings, which holds no paper",
    "robots": _STATIC,
    "api:": _STATIC,
    "api:parties": _PEOPLE,
    "api:bodies": _PEOPLE,
    "api_documentation": _STATIC,
}
# Routes that have no name, by their pattern.
NAMELESS = {
    "admin/login/": _DOOR,
    "admin/password_reset/": _DOOR,
    "admin/password_reset/<path:rest>": _DOOR,
    "admin/test404/": _STATIC,
    "admin/^.*/$": "whatever no other address takes: 404",
}


def routes(resolver: Any = None, before: str = "", space: str = "") -> Iterator[Any]:
    """Yield name and pattern of every route, through all that is included."""
    for entry in (resolver or get_resolver()).url_patterns:
        pattern = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield (f"{space}{entry.name}" if entry.name else ""), pattern
        else:
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from routes(entry, pattern, inner)


def reason_for(name: str) -> str:
    """Return why an address shows no work; empty if nobody has said so."""
    begins = [start for start in SHOWS_NONE if name.startswith(start)]
    return SHOWS_NONE[max(begins, key=len)] if begins else ""
