"""How a process owner changes a procedure, from the first look to the cases that follow it.

The same story is a test, and makes the pictures of docs/studio.md (`make pictures`).
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from engine.studio import drafts, trial_runs, trials
from tests.browser.council import Council

PROCEDURE = "corporate-complaint"
TITLE = "Complaint about a council service"
STUDIO = "/officers/studio"
#: a few of its scenarios tell enough here
KEPT = ("S01-late-answer-with-update", "S04-under-the-code", "S03-stage2-on-the-last-day")
STEP, FORM, OLD_STEP = "Call the person", "Record the call", "Tell HR"

Picture = Callable[[Page, str], None]


@dataclass
class Story:
    """A process owner, and the second person, each with a browser of their own."""

    council: Council
    owner: Page
    second: Page
    picture: Picture = lambda _page, _name: None
    draft: int = 0
    told: list[str] = field(default_factory=list)

    def told_until_published(self) -> None:
        """From the draft's beginning until it is in force."""
        self.begin()
        self.change_deadline()
        self.change_letter()
        self.add_form()
        self.add_step()
        self.replace_step()
        self.play()
        self.run_scenarios()
        self.compare()
        self.publish()

    def begin(self) -> None:
        """A draft of the procedure, with a few of its scenarios."""
        page = self.owner
        page.goto(f"{STUDIO}/")
        self.picture(page, "studio")
        row = page.locator("tr", has_text=TITLE).last
        row.get_by_role("button", name="Begin a draft").click()
        page.wait_for_url(re.compile(r"/drafts/\d+$"))
        self.draft = int(page.url.rpartition("/")[2])
        actor = self.council.actor("owner1")
        draft = drafts.read(self.council.office, actor, self.draft)
        gone: dict[str, str | None] = {
            file: None for file in trials.scenario_files(draft) if Path(file).stem not in KEPT
        }
        drafts.keep(self.council.office, actor, self.draft, gone, {})
        self.open("")
        self.picture(page, "draft")

    def open(self, path: str, page: Page | None = None) -> Page:
        """A page of the draft."""
        page = page or self.owner
        page.goto(f"{STUDIO}/drafts/{self.draft}{path and '/'}{path}")
        return page

    def change_deadline(self) -> None:
        """Stage 1 has 15 working days instead of 10."""
        page = self.open("clocks/response1")
        page.get_by_label("Number", exact=True).fill("15")
        page.get_by_role("button", name="Keep the numbers").click()
        expect(page.locator(".govuk-error-summary")).to_be_visible()
        self.told.append(page.locator(".govuk-error-summary").inner_text())
        page.get_by_label("Where does it say so?").fill("Complaints policy 2027, 4.5")
        page.get_by_role("button", name="Keep the numbers").click()
        expect(page.locator("main")).to_contain_text("Monday 22 April")
        self.open("clocks#clock-response1")
        expect(page.locator("main")).to_contain_text("15 working days")
        self.picture(page, "deadlines")

    def change_letter(self) -> None:
        """The acknowledgement says that we call."""
        page = self.open("letters/COR-ACK1")
        box = page.get_by_label("What it says", exact=True)
        box.fill(box.input_value().rstrip() + "\n\nWe will call you in the next few days.\n")
        page.get_by_label("As", exact=True).select_option("text")
        expect(page.locator("#letter-preview")).to_contain_text("We will call you")
        page.get_by_label("As", exact=True).select_option("print")
        expect(page.locator("#letter-preview img").first).to_be_visible()
        self.picture(page, "letter")
        page.get_by_role("button", name="Keep in the draft").click()
        expect(page.locator("main")).to_contain_text("Kept")

    def add_form(self) -> None:
        """A form for the new step, with one question."""
        page = self.open("forms")
        page.get_by_label("Add a form: what is it called?").fill(FORM)
        page.get_by_role("button", name="Add the form").click()
        expect(page.locator("h2, h1").filter(has_text=FORM).first).to_be_visible()

    def add_step(self) -> None:
        """A step that the check first complains about, by keyboard."""
        page = self.open("diagram")
        page.wait_for_selector("[data-ready]")
        self._choose("Acknowledge the complaint")
        self._pick("Kind of step", "Step for a person")
        self._press("Add")
        expect(page.get_by_label("Name", exact=True)).to_be_focused()
        page.keyboard.type(STEP)
        self._saved()
        problems = page.locator("#editor-problems")
        expect(problems).to_contain_text("This step has no form.")
        self.told.append(problems.inner_text())
        self.picture(page, "diagram-problem")
        self._pick("Form", FORM)
        self._pick("Role", "Triage officer")
        self._pick("Date it is about", "Stage 1 response")
        self._saved()
        expect(problems).not_to_contain_text(STEP)
        self._press("Tidy this sheet")
        self._saved()
        self.picture(page, "diagram")

    def replace_step(self) -> None:
        """Another step takes the place of one at which a case stands."""
        page = self.owner
        page.get_by_label("Sheet", exact=True).select_option("stage1")
        self._choose(OLD_STEP)
        self._pick("Kind of step", "Step for a person")
        self._press("Add")
        expect(page.get_by_label("Name", exact=True)).to_be_focused()
        page.keyboard.type("Ask the HR desk")
        self._pick("Form", "Tell HR about a complaint about staff")
        self._pick("Role", "HR adviser")
        self._choose(OLD_STEP)
        page.get_by_role("button", name=re.compile("^Remove ")).first.focus()
        page.keyboard.press("Enter")
        expect(self._step(OLD_STEP)).to_have_count(0)
        self._saved()
        expect(page.locator("#editor-problems-heading")).not_to_contain_text("serious")

    def play(self) -> None:
        """Try it: the new step waits once the complaint is acknowledged."""
        page = self.open("play")
        page.get_by_role("button", name="Begin", exact=True).click()
        self._be("Complaints manager")
        accept = page.get_by_label("Accept as a complaint")
        while page.get_by_text("No letter has been written").count():
            if accept.count():
                accept.check()
            page.get_by_role("button", name=re.compile("^(Continue|Complete as)")).first.click()
        expect(page.locator("main")).to_contain_text(STEP)
        self.picture(page, "play")
        page.get_by_label("Save this play as a scenario").fill("Called once it is acknowledged")
        page.get_by_role("button", name="Save as a scenario").click()
        expect(page.locator("main")).to_contain_text("is kept as the scenario")

    def run_scenarios(self) -> None:
        """Those that tell the old procedure stop at the new step, until it is put into them."""
        page = self.open("scenarios")
        self._run(page)
        expect(page.locator("main")).to_contain_text(f"stop at the new step “{STEP}”")
        self.picture(page, "scenarios-stopped")
        page.get_by_role("link", name=re.compile("Add this step to")).first.click()
        page.get_by_role("button", name="Add the step and run them").click()
        self._finish_run(page)
        self._run(page)
        self.picture(page, "scenarios")

    def compare(self) -> None:
        """What is different, in words and on the diagram."""
        page = self.open("compare")
        for text in (
            "Stage 1 response now has 15 working days instead of 10 working days.",
            f"Step “{STEP}” is new",
            "Letter COR-ACK1 has another text.",
        ):
            expect(page.locator("main")).to_contain_text(text)
        self.picture(page, "compare")

    def publish(self) -> None:
        """The first owner asks, the second approves."""
        page = self.open("")
        page.get_by_label("What does this change, and why?").fill(
            "Fifteen days, and we call: council decision of January"
        )
        page.get_by_role("button", name="Ask for approval").click()
        expect(page.locator("main")).to_contain_text("you changed this draft yourself")
        self.open("", self.second)
        self.picture(self.second, "approve")
        self.second.get_by_role("button", name="Approve and publish").click()
        expect(self.second.locator("main")).to_contain_text("Published.")

    def cases_to_move(self) -> list[str]:
        """The first three cases that can be moved."""
        self.owner.goto(f"{STUDIO}/procedures/{PROCEDURE}/moves")
        boxes = self.owner.locator("main input[name=case]")
        return [boxes.nth(number).get_attribute("value") or "" for number in range(3)]

    def move_cases(self) -> tuple[list[str], str]:
        """Three cases are moved, one cannot be; their references, and why not the one."""
        page, chosen = self.owner, self.cases_to_move()
        blocked = page.locator("tr", has_text="Cannot be moved").first
        expect(blocked).to_be_visible()
        why = blocked.locator("li").first.inner_text()
        self.picture(page, "moves")
        boxes = page.locator("main input[name=case]")
        for number in range(3):
            boxes.nth(number).check()
        page.get_by_label("Why are the cases moved?").fill("The call is worth having for them")
        page.get_by_role("button", name="Move the cases I chose").click()
        expect(page.locator("main")).to_contain_text("3 cases were moved")
        self.picture(page, "moved")
        return chosen, why

    def _be(self, role: str) -> None:
        self.owner.get_by_label("Be somebody else").select_option(label=role)
        self.owner.get_by_role("button", name="Change", exact=True).click()

    def _run(self, page: Page) -> None:
        page.get_by_role("button", name=re.compile("^Run ")).first.click()
        self._finish_run(page)

    def _finish_run(self, page: Page) -> None:
        """What the process does that the page begins, done here and now."""
        trial_runs.run(self.council.office, self.draft)
        self.open("scenarios", page)

    def _step(self, name: str) -> Locator:
        steps = self.owner.get_by_role("list", name="Steps of this sheet")
        return steps.get_by_role("button", name=re.compile(f"^{re.escape(name)}")).first

    def _choose(self, name: str) -> None:
        self._step(name).focus()
        self.owner.keyboard.press("Enter")
        expect(self._step(name)).to_have_attribute("aria-current", "true")

    def _press(self, name: str) -> None:
        self.owner.get_by_role("button", name=name, exact=True).first.focus()
        self.owner.keyboard.press("Enter")

    def _pick(self, label: str, option: str) -> None:
        self.owner.get_by_label(label, exact=True).first.select_option(label=option)

    def _saved(self) -> None:
        page = self.owner
        expect(page.locator("#editor-state")).to_contain_text("Saved", timeout=30_000)
        expect(page.locator("#editor-checked")).to_have_text("", timeout=60_000)


def without_processes() -> Callable[..., subprocess.Popen[bytes]]:
    """In place of the process that runs scenarios: the story runs them itself."""
    return lambda *_: subprocess.Popen(["true"])
