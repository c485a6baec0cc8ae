from django.apps import AppConfig


class RecruitmentConfig(AppConfig):
    name = "hehuo.domain.build.recruitment"
    label = "recruitment"
