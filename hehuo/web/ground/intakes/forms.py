"""Forms for papers that come in."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hehuo.domain.ground.intakes.models import Intake, IntakeRow
from hehuo.domain.ground.intakes.rosters.columns import COLUMNS, LABELS
from hehuo.web.forms import ActForm


class PaperForm(ActForm):
    """A file."""

    file = forms.FileField(
        label=gettext_lazy("花名册文件"),
        help_text=gettext_lazy("Excel（.xlsx）或 CSV。照原来的样子传就行，表头、合计、合并的格子都认得。"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        allow_empty_file=True,  # the reader says it in a better sentence
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if file.size is not None and file.size > settings.UPLOAD_LIMIT_BYTES:
            limit = settings.UPLOAD_LIMIT_BYTES >> 20
            raise forms.ValidationError(
                _("文件有 %(size)d MB，最多收 %(limit)d MB。请按楼栋拆成几个文件再传。")
                % {"size": file.size >> 20, "limit": limit}
            )
        return file


class WriteOutForm(ActForm):
    """What the whole roll is wanted for."""

    why = forms.CharField(
        label=gettext_lazy("要这份名册做什么"), max_length=200,
        help_text=gettext_lazy("例如：交街道核对。写的话和您的名字一起留在查看记录里。"),
    )  # fmt: skip


class ColumnsForm(PaperForm):
    """Which column of a sheet is which; the file is sent once more, read with these."""

    def __init__(self, *args: Any, intake: Intake, sheet: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].label = _("再选一次这个文件")
        said = intake.columns[sheet]
        by_index = {index: name for name, index in said["columns"].items()}
        choices = [("", _("不用这一列")), *((column.name, column.label) for column in COLUMNS)]
        for index, word in enumerate(said["header"]):
            if word:
                self.fields[f"column{index}"] = forms.ChoiceField(
                    label=word, choices=choices, required=False, initial=by_index.get(index, "")
                )

    def columns(self) -> dict[str, int]:
        """The choice, by the program's own names."""
        chosen = {name: value for name, value in self.cleaned_data.items() if name.startswith("column") and value}
        return {value: int(name.removeprefix("column")) for name, value in chosen.items()}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        chosen = [value for name, value in cleaned.items() if name.startswith("column") and value]
        twice = next((value for value in chosen if chosen.count(value) > 1), None)
        if twice:
            raise forms.ValidationError(_("「%s」选了两列，只能选一列。") % LABELS[twice])
        return cleaned


class RowForm(ActForm):
    """One row of a file, cell by cell, to be put right."""

    def __init__(self, *args: Any, row: IntakeRow, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, value in row.data.items():
            self.fields[name] = forms.CharField(
                label=LABELS.get(name, name), required=False, max_length=200, initial=value, empty_value=""
            )
