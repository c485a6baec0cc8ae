"""Forms for visit notes: what is sent, and one passage put right."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hehuo.domain.ground.places import queries as places
from hehuo.domain.ground.places.models import Place
from hehuo.domain.plan.notes.kinds import PassageKind
from hehuo.domain.plan.notes.models import Passage
from hehuo.domain.plan.notes.papers import FILE_LIMIT
from hehuo.web.forms import ActForm
from hehuo.web.plan.needs.forms import danger_choices

MENDED = (PassageKind.VOICE, PassageKind.NOBODY, PassageKind.HEADING, PassageKind.REMARK, PassageKind.LEFT)


class NotesForm(ActForm):
    """A file, or the text itself."""

    file = forms.FileField(
        label=gettext_lazy("走访记录"), required=False,
        allow_empty_file=True,  # the reader says it in a better sentence
        help_text=gettext_lazy("Word（.docx）或文本（.txt），照本子抄的就行，格式不用改。"),
        widget=forms.FileInput(attrs={"accept": ".docx,.txt"}),
    )  # fmt: skip
    text = forms.CharField(
        label=gettext_lazy("或者粘贴文字"), required=False, widget=forms.Textarea(attrs={"rows": 5}), strip=False,
        max_length=2_000_000,
    )  # fmt: skip
    estate = forms.ChoiceField(label=gettext_lazy("走的是哪个小区"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.estates = {str(each.id): each for each in places.estates()}
        named = [(key, each.name) for key, each in self.estates.items()]
        self.fields["estate"].choices = [("", _("照记录里写的认")), *named]  # type: ignore[attr-defined]

    def clean_estate(self) -> Place | None:
        return self.estates.get(self.cleaned_data["estate"])

    def clean_file(self) -> UploadedFile | None:
        file: UploadedFile | None = self.cleaned_data["file"]
        limit = min(FILE_LIMIT, settings.UPLOAD_LIMIT_BYTES)
        if file and file.size is not None and file.size > limit:
            said = {"size": file.size >> 20, "limit": limit >> 20}
            raise forms.ValidationError(
                _("文件有 %(size)d MB，最多收 %(limit)d MB。请删去图片，或一个本子传一个文件。") % said
            )
        return file


class PassageForm(ActForm):
    """Who said it, where and when, and what; a line for each matter."""

    words = forms.CharField(
        label=gettext_lazy("原话"), required=False, widget=forms.Textarea(attrs={"rows": 4}), max_length=4000,
        help_text=gettext_lazy("说了几件事，就一件一行，换行就分开。"),
    )  # fmt: skip
    kind = forms.ChoiceField(label=gettext_lazy("这一段是"), widget=forms.RadioSelect)
    door = forms.CharField(label=gettext_lazy("门牌"), required=False, max_length=40)
    speaker_name = forms.CharField(label=gettext_lazy("谁说的"), required=False, max_length=40)
    on = forms.DateField(
        label=gettext_lazy("哪天"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    collector_name = forms.CharField(label=gettext_lazy("谁去听的"), required=False, max_length=40)
    danger = forms.ChoiceField(label=gettext_lazy("有危险，今天就要去看"), required=False)

    def __init__(self, *args: Any, passage: Passage, **kwargs: Any) -> None:
        now = {
            name: getattr(passage, name)
            for name in ("words", "kind", "door", "speaker_name", "on", "collector_name", "danger")
        }
        super().__init__(*args, initial=now, **kwargs)
        kinds = MENDED if passage.kind in MENDED else (PassageKind(passage.kind), *MENDED)
        self.fields["kind"].choices = [(each.value, each.label) for each in kinds]  # type: ignore[attr-defined]
        self.fields["danger"].choices = danger_choices()  # type: ignore[attr-defined]

    def clean_kind(self) -> PassageKind:
        return PassageKind(self.cleaned_data["kind"])
