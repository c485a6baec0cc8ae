from django.urls import path

from hehuo.web.judge.reviews import pages, prints

app_name = "reviews"
urlpatterns = [
    path("judging/", pages.review_desk, name="desk"),
    path("judging/card/", pages.card_change, name="card"),
    path("judging/mine/", pages.review_mine, name="mine"),
    path("judging/seats/<uuid:seat_id>/", pages.seat_go, name="seat"),
    path("judging/of/<uuid:partner_id>/", pages.partner_reviews, name="of_partner"),
    path("judging/<uuid:review_id>/", pages.review_detail, name="detail"),
    path("judging/<uuid:review_id>/score/", pages.review_score, name="score"),
    path("judging/<uuid:review_id>/records/", pages.review_records, name="records"),
    path("judging/<uuid:review_id>/sheet/", prints.sheet_print, name="sheet_print"),
    path("judging/<uuid:review_id>/print/", prints.result_print, name="print"),
    path("judging/<uuid:review_id>/scores.xlsx", prints.scores_xlsx, name="xlsx"),
]
