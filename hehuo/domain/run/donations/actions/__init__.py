"""Campaigns of the charity's, gifts as it received them, and the accounts of both."""

from hehuo.domain.run.donations.actions.campaigns import (
    CampaignWords,
    change_campaign,
    draft_campaign,
    end_campaign,
    mark_emergency,
    publish_campaign,
)
from hehuo.domain.run.donations.actions.disclosing import ask_disclosures, publish_disclosure, write_disclosure
from hehuo.domain.run.donations.actions.gifts import (
    Gift,
    change_shown,
    confirm_donation,
    register_donation,
    return_donation,
    take_back_donation,
)

__all__ = [
    "CampaignWords",
    "Gift",
    "ask_disclosures",
    "change_campaign",
    "change_shown",
    "confirm_donation",
    "draft_campaign",
    "end_campaign",
    "mark_emergency",
    "publish_campaign",
    "publish_disclosure",
    "register_donation",
    "return_donation",
    "take_back_donation",
    "write_disclosure",
]
