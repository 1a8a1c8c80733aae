"""A site without addresses."""

urlpatterns: list[object] = []
