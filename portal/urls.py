"""Every address, app by app."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from accounts.views import address_in_app, address_in_browser, no_phone

admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
handler429 = "portal.pages.errors.too_many"

handler404 = "portal.pages.errors.nothing"
handler500 = "portal.pages.errors.broken"
urlpatterns = [
    # Whatever stands first is found first: posts and what is said below them before all the rest.
    path("", include("portal.posts.urls")),
    path("", include("portal.comments.urls")),
    path("", include("portal.pages.urls")),
    path("", include("shows.urls")),
    path("", include("portal.cast.urls")),
    path("", include("portal.contributions.urls")),
    path("", include("portal.reactions.urls")),
    path("", include("portal.photos.urls")),
    path("", include("portal.notifications.urls")),
    path("", include("portal.moderation.urls")),
    path("", include("portal.curation.urls")),
    path("", include("accounts.company_urls")),
    path("accounts/", include("accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("_allauth/<str:client>/v1/account/phone", no_phone),
    path("_allauth/browser/v1/account/email", address_in_browser),
    path("_allauth/app/v1/account/email", address_in_app),
    path("_allauth/", include("allauth.headless.urls")),
    path("api/", include("portal.api_urls")),
    path("admin/", admin.site.urls),
]
