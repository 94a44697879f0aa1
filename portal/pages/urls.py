"""Addresses of the mixed pages."""

from django.urls import path

from portal.lib import addresses  # noqa: F401 (registers the converter)
from portal.pages import embeds, feeds, health, people, preferences, profile, search, sitemap, views, you

urlpatterns = [
    path("", views.home, name="home"),
    path("shows/<slug:show>/", views.show, name="show"),
    path("shows/<slug:show>/episodes/<int:number>/", views.episode, name="episode"),
    path("people/<slug:person>/", people.person, name="person"),
    path("feeds/", feeds.everything, name="feed"),
    path("feeds/shows/<slug:show>/", feeds.show, name="feed_show"),
    path("feeds/posts/<public_id:public_id>/", feeds.thread, name="feed_thread"),
    path("feeds/members/<str:handle>/", feeds.member, name="feed_member"),
    path("feeds/people/<slug:person>/", feeds.person, name="feed_person"),
    path("oembed", embeds.oembed, name="oembed"),
    path("robots.txt", sitemap.robots, name="robots"),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    path("sitemap/<slug:kind>-<int:part>.xml", sitemap.sitemap_part, name="sitemap_part"),
    path("search/", search.search_page, name="search"),
    path("healthz", health.live, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("accounts/signup/", views.join, name="account_signup"),
    path("accounts/confirm-email/", views.code, name="account_email_verification_sent"),
    path("_allauth/browser/v1/auth/signup", views.join_in_browser),
    path("_allauth/app/v1/auth/signup", views.join_in_app),
    path("accounts/profile/", profile.profile, name="profile"),
    path("accounts/settings/", you.settings, name="settings"),
    path("accounts/delete/", views.leaving, name="leaving"),
    path("accounts/left/<str:receipt>/", views.left, name="left"),
    path("privacy/", you.privacy, name="privacy"),
    path("terms/", you.terms, name="terms"),
    path("@<str:handle>/", you.member, name="member"),
    path("preferences/language/", preferences.language, name="language"),
    path("preferences/theme/", preferences.theme, name="theme"),
]
