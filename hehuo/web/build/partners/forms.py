"""Forms for partners and for lists of neighbours who are partners."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hehuo.web.ground.intakes.forms import PaperForm


class ListForm(PaperForm):
    """A list of neighbour partners."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].label = _("名单文件")
        self.fields["file"].help_text = _(
            "Excel（.xlsx）或 CSV。要有姓名，最好有类别、队伍和手机；一人在几支队伍，写几行都行。"
        )
