"""Addresses of readers, in each language."""

from django.urls import path

from cms.exchange.api.documentation import documentation
from cms.exchange.citations import views as citations

urlpatterns = [
    path("api/", documentation, name="api_documentation"),
    path("cite/works.<slug:ending>", citations.many, name="cite_works"),
    path("cite/<uuid:uuid>.<slug:ending>", citations.one, name="cite_work"),
]
