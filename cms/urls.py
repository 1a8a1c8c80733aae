"""Every address of the portal."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib.sitemaps import views as sitemaps
from django.urls import include, path
from django.views.i18n import set_language
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms import views
from cms.accounts import views as accounts_views
from cms.documents import compare_views
from cms.documents import views as documents_views
from cms.documents.urls import viewer_urlpatterns
from cms.exchange.api.portal import addresses as api_addresses
from cms.exchange.oai.views import harvest
from cms.site_map import SECTIONS
from cms.works.reference_views import by_symbol

handler404 = "cms.lost.not_found"
handler429 = "cms.accounts.views.too_many"

urlpatterns = [
    # Wagtail's own doors know no second factor.
    path("admin/login/", accounts_views.own_door, {"name": "sign_in"}),
    path(
        "admin/password_reset/",
        accounts_views.own_door,
        {"name": "account_reset_password"},
    ),
    path(
        "admin/password_reset/<path:rest>",
        accounts_views.own_door,
        {"name": "account_reset_password"},
    ),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include("cms.documents.urls")),
    path("documents/", include(wagtaildocs_urls)),
    path("oidc/", include("cms.accounts.external")),
    path("language/", set_language, name="set_language"),
    path("health/", views.health, name="health"),
    path(
        "sitemap.xml",
        sitemaps.index,
        {"sitemaps": SECTIONS, "sitemap_url_name": "sitemap_section"},
        name="sitemap",
    ),
    path(
        "sitemaps/<slug:section>.xml",
        sitemaps.sitemap,
        {"sitemaps": SECTIONS},
        name="sitemap_section",
    ),
    path("robots.txt", views.robots, name="robots"),
    path("api/v1/", api_addresses),
    path("oai/", harvest, name="oai"),
    path("reference/<path:symbol>", by_symbol, name="by_symbol"),
]

if settings.DEBUG:
    from django.conf.urls.static import static

    urlpatterns += static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT)

urlpatterns += i18n_patterns(
    path("search/", views.search, name="search"),
    path("search/feed/", views.search_feed, name="search_feed"),
    path("", include("cms.catalogue.urls")),
    path("desk/notices/", include("cms.distribution.urls")),
    path("desk/people/", include("cms.conference.urls")),
    # Rooms of a conference's own, on the delegations' desk.
    *(path("desk/", include(room)) for room in settings.DESK_ROOMS),
    *(path("", include(room)) for room in settings.READERS_ROOMS),
    path("", include("cms.exchange.urls")),
    path("files/<record:document_id>/", documents_views.page, name="document_page"),
    path("files/<record:document_id>/", include(viewer_urlpatterns)),
    path(
        "files/<record:document_id>/compare/",
        compare_views.for_readers,
        name="document_compare",
    ),
    path("sign-in/", accounts_views.SignInView.as_view(), name="sign_in"),
    path("sign-out/", accounts_views.sign_out, name="sign_out"),
    path("", include("cms.accounts.urls")),
    path("", include(wagtail_urls)),
)
