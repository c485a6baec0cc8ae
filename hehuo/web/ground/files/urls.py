from django.urls import path

from hehuo.web.ground.files import pages

app_name = "files"
urlpatterns = [
    path("files/<uuid:file_id>/", pages.file_detail, name="detail"),
    path("files/<uuid:file_id>/content/", pages.file_content, name="content"),
    path("files/<uuid:file_id>/small/", pages.file_small, name="small"),
    path("files/<uuid:file_id>/cover/", pages.file_cover, name="cover"),
    path("files/<uuid:file_id>/publish/", pages.file_publish, name="publish"),
    path("files/<uuid:file_id>/remove/", pages.file_remove, name="remove"),
]
