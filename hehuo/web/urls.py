"""Addresses of the pages. Below /c/<community>/ the community in the address sets the scope."""

from django.urls import include, path

from hehuo.web.design.pages import design_page

urlpatterns = [
    path("design/", design_page, name="design"),
    path("", include("hehuo.web.ground.access.urls")),
    path("", include("hehuo.web.portal.urls")),
    path("c/<slug:community>/", include("hehuo.web.plan.needs.urls")),
    path("c/<slug:community>/", include("hehuo.web.plan.notes.urls")),
    path("c/<slug:community>/", include("hehuo.web.plan.visits.urls")),
    path("c/<slug:community>/", include("hehuo.web.plan.ballots.urls")),
    path("c/<slug:community>/", include("hehuo.web.plan.meetings.urls")),
    path("c/<slug:community>/", include("hehuo.web.ground.circles.urls")),
    path("c/<slug:community>/", include("hehuo.web.ground.search.urls")),
    path("c/<slug:community>/", include("hehuo.web.ground.duties.urls")),
    path("c/<slug:community>/", include("hehuo.web.ground.files.urls")),
    path("c/<slug:community>/", include("hehuo.web.ground.forms.urls")),
    path("c/<slug:community>/", include("hehuo.web.ground.messages.urls")),
    path("c/<slug:community>/", include("hehuo.web.ground.entry.urls")),
    path("c/<slug:community>/", include("hehuo.web.ground.errands.urls")),
    path("c/<slug:community>/", include("hehuo.web.ground.postings.urls")),
    path("c/<slug:community>/", include("hehuo.web.ground.intakes.urls")),
    path("c/<slug:community>/", include("hehuo.web.insight.holdings.urls")),
    path("c/<slug:community>/", include("hehuo.web.ground.consents.urls")),
    path("c/<slug:community>/", include("hehuo.web.ground.journal.urls")),
    path("c/<slug:community>/", include("hehuo.web.ground.people.urls")),
    path("c/<slug:community>/", include("hehuo.web.ground.places.urls")),
    path("c/<slug:community>/", include("hehuo.web.ground.calendar.urls")),
    path("c/<slug:community>/", include("hehuo.web.ground.spaces.urls")),
    path("c/<slug:community>/", include("hehuo.web.ground.sessions.urls")),
    path("c/<slug:community>/", include("hehuo.web.run.activities.urls")),
    path("c/<slug:community>/", include("hehuo.web.run.levies.urls")),
    path("c/<slug:community>/", include("hehuo.web.run.fees.urls")),
    path("c/<slug:community>/", include("hehuo.web.run.donations.urls")),
    path("c/<slug:community>/", include("hehuo.web.run.banks.urls")),
    path("c/<slug:community>/", include("hehuo.web.run.books.urls")),
    path("c/<slug:community>/", include("hehuo.web.build.recruitment.urls")),
    path("c/<slug:community>/", include("hehuo.web.build.agreements.urls")),
    path("c/<slug:community>/", include("hehuo.web.build.partners.urls")),
    path("c/<slug:community>/", include("hehuo.web.run.services.urls")),
]
