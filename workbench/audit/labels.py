"""How rooms and records read in the log: the first part of an endpoint, and the table of a record, in words."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

ROOMS: dict[str, Any] = {
    "overview": _l("Overview"), "timeline": _l("Timeline"), "own_pages": _l("Follow"),
    "casus": _l("Family"), "network": _l("Network"), "signals": _l("Signals"),
    "partners": _l("Partners"), "mapping": _l("Map"), "goals": _l("Worries and goals"), "voices": _l("The child’s voice"),
    "meetings": _l("Meetings"), "meeting_pages": _l("Meetings"), "after_meeting": _l("Meetings"),
    "meeting_mode": _l("Meeting on the screen"),
    "agreements": _l("Agreements"), "plans": _l("Plan"), "reviews": _l("Links and answers"),
    "monitoring": _l("Follow"), "successes": _l("Successes"), "aftercare": _l("Aftercare"), "standards": _l("Standards"),
    "rights": _l("Children’s rights"), "supervision": _l("Supervision"), "learning": _l("Learning meeting"),
    "documents": _l("Documents"), "coverage": _l("Report"), "pack": _l("All papers of a meeting"),
    "closing_paper": _l("Closing and aftercare"), "audit": _l("Log"), "drafts": _l("Draft"), "coach": _l("The coach"),
    "let_out": _l("Documents"), "papers": _l("Which paper is this?"),
    "emergency": _l("Emergency access"), "log_review": _l("Looking through the log"),
    "alerts": _l("Out of the ordinary"),
    "second_look": _l("Asks for a second person"), "secret_words": _l("Secret words"),
    "transfer": _l("Handover"), "closing": _l("Phase and closing"), "trajectory": _l("The twelve steps"),
    "file_rights": _l("Rights and keeping"), "own_file": _l("Rights and keeping"),
}  # fmt: skip
RECORDS: dict[str, Any] = {
    "casus": _l("Casus"), "person": _l("Person"), "household": _l("Home"), "relation": _l("Relation"),
    "contact_point": _l("Contact data"), "safe_person": _l("Safe person"), "special_situation": _l("Special situation"),
    "circle_membership": _l("Place in the circles"), "signal": _l("Signal"), "trajectory_step": _l("Step"),
    "meldcode": _l("Reporting code"), "meldcode_step": _l("Step of the reporting code"),
    "safety_keeper": _l("Who keeps sight of the safety"), "handover": _l("Handover"), "look_back": _l("Looking back"),
    "reporter_told": _l("A reporter was told"),
    "partner": _l("Partner in the chain"), "consent": _l("Consent"), "map_item": _l("Item on the map"),
    "danger_statement": _l("Worry"), "safety_goal": _l("Goal"), "bottom_line": _l("Bottom line"), "rating": _l("Number"),
    "parent_opinion": _l("Opinion"), "child_voice": _l("The child’s voice"), "voice_item": _l("Words of a child"),
    "child_paper": _l("What a child takes along on paper"),
    "words_and_pictures": _l("Words and pictures"), "panel": _l("Words and pictures"), "meeting": _l("Meeting"),
    "attendance": _l("Attendance"), "agenda_item": _l("Agenda"),
    "meeting_entry": _l("What was said at a meeting"), "minutes_correction": _l("Correction of minutes"),
    "meeting_feedback": _l("What somebody said after a meeting"),
    "outgoing_mail": _l("Message without content"), "agreement": _l("Agreement"), "plan": _l("Plan"),
    "plan_approval": _l("Approval of a version"),
    "plan_version": _l("Version of the plan"), "invitation": _l("Personal link"), "answer": _l("Answer"),
    "check_record": _l("Check"), "rehearsal": _l("Rehearsal"), "diary_line": _l("Line in the diary"), "success": _l("Success"),
    "aftercare_plan": _l("Aftercare plan"), "aftercare_need": _l("Aftercare"), "aftercare_contact": _l("Aftercare contact"),
    "aftercare_call": _l("Who calls whom?"), "phase_change": _l("Phase"), "framework_change": _l("Legal ground"),
    "closing": _l("Closing"), "file_request": _l("Request about the file"), "file_item": _l("Item of the file"),
    "file_statement": _l("Own view or correction"), "legal_hold": _l("Hold"), "destruction": _l("Destruction"),
    "erasure": _l("Something erased"),
    "evidence": _l("Evidence"), "judgement": _l("Judgement"), "question": _l("Question"), "reflection": _l("Reflection"),
    "placement_thought": _l("Living elsewhere considered"), "housing_request": _l("Asked for the whole family"),
    "learning_action": _l("Learning action"), "prompt_put_away": _l("Question for reflection"),
    "rights_answer": _l("Children’s rights"), "supervision_talk": _l("Supervision"), "question_turn": _l("Question"),
    "talk_action": _l("Supervision"), "document_made": _l("Document"), "let_out": _l("Paper let out"),
    "emergency_access": _l("Emergency access"), "second_look": _l("Step of two people"),
    "reveal": _l("Reason to see what is secret"),
    "earlier_map_item": _l("How an item on the map read before"), "earlier_goal": _l("How a goal read before"),
    "agreement_notice": _l("Somebody was told that an agreement changed"), "plan_trigger": _l("Reason to look at the plan again"),
    "run_seen": _l("Agreements that go well"), "not_heard": _l("Why a child was not heard yet"),
    "emergency_look": _l("Judgement of an emergency access"),
    "log_review": _l("Month of the log"), "alert": _l("Out of the ordinary"),
    "alert_look": _l("Look at what is out of the ordinary"),
    "protected_term": _l("Secret word"), "users": _l("Account"), "setting": _l("Setting"),
    "learning_meeting": _l("Learning meeting"),
    "learning_point": _l("Learning meeting"),
    "take_away": _l("What somebody takes away"), "team_action": _l("Action of the team"),
    "panel_look": _l("Youth council or panel"),
    "coach_dismissal": _l("Point of the coach"), "word_list_change": _l("Word of the coach"),
}  # fmt: skip


def about(record_type: str | None, record_id: int | None, page: str) -> str:
    """What a line of the log is about, in words: a record, or the room that was opened."""
    if not record_type:
        return str(ROOMS.get(page.partition(".")[0], page))
    name = str(RECORDS.get(record_type, record_type))
    return _("%(name)s, record %(number)s", name=name, number=record_id) if record_id and record_type != "casus" else name
