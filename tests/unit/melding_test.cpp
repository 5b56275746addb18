// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/melding.hpp"

#include <doctest/doctest.h>

#include "escalation_world.hpp"

using namespace escalating;

namespace {

Signal law(const World& w, const char* id, int from, int reached) {
  Signal s =
      w.signal(id, "lpw16", "melding", november(reached), w.calendar.add_working_days(november(reached), 5));
  s.severity = Severity::must;
  s.melding = "16-uur";
  s.window_from = november(from);
  return s;
}

std::vector<MeldingForm> forms(const World& w, Date on) {
  return melding_forms(w.setting, on, w.facts, w.log);
}

int code_of(World& w, Date on, const std::vector<std::string>& words) {
  try {
    w.record(on, "melding", words, "verzuimcoordinator");
    return 0;
  } catch (const Error& e) {
    return static_cast<int>(e.code());
  }
}

/// Away on every school day of these, for the whole day.
void away(World& w, int from, int until) {
  for (int d = from; d <= until; ++d)
    if (weekday(november(d)) <= 5) w.absent(november(d));
}

}  // namespace

TEST_CASE("signals within seven days of unbroken absence are one melding and the rest stays due") {
  World w;
  away(w, 3, 18);
  w.run(november(14), {law(w, "s1", 3, 4), law(w, "s2", 5, 6), law(w, "s3", 7, 10), law(w, "s4", 11, 12)});
  auto due = forms(w, november(14));
  REQUIRE(due.size() == 1);
  CHECK_FALSE(due[0].made);
  CHECK(due[0].signals == std::vector<std::string>{"s1", "s2", "s3"});
  CHECK(due[0].begin == november(3));
  CHECK(due[0].end == november(10));
  CHECK(due[0].due_on == november(11));
  CHECK(due[0].days.size() == 6);
  w.record(november(14), "melding", {"kind=16-uur", "begin=2025-11-03", "end=2025-11-10"},
           "verzuimcoordinator");
  CHECK(w.state().step == "melding");
  CHECK_FALSE(w.state().find("melding")->watching());
  CHECK(w.state().due_on == november(19));
  due = forms(w, november(14));
  REQUIRE(due.size() == 2);
  CHECK(due[0].made);
  CHECK(due[0].recount_from == november(11));
  CHECK(due[1].signals == std::vector<std::string>{"s4"});
  CHECK(due[1].begin == november(11));
  w.record(november(14), "melding", {"kind=16-uur", "begin=2025-11-11", "end=2025-11-12"},
           "verzuimcoordinator");
  CHECK(w.state().find("melding")->watching());
}

TEST_CASE("a day at school between two signals parts their meldingen") {
  World w;
  away(w, 3, 4);
  away(w, 6, 7);
  const Escalated out = w.run(november(7), {law(w, "s1", 3, 4), law(w, "s2", 6, 7)});
  CHECK(forms(w, november(7))[0].signals == std::vector<std::string>{"s1"});
  REQUIRE(!out.actions.empty());
  CHECK(out.actions.back().signals == std::vector<std::string>{"s1"});
  CHECK(says(out.actions.back().why, "Daarna wacht nog één signaal op een eigen melding."));
}

TEST_CASE("after a melding the next may wait seven days but never past its day") {
  World w;
  away(w, 3, 20);
  w.run(november(4), {law(w, "s1", 3, 4)});
  w.record(november(4), "melding", {"kind=16-uur", "begin=2025-11-03", "end=2025-11-04"},
           "verzuimcoordinator");
  const Escalated out = w.run(november(6), {law(w, "s2", 5, 6)});
  const auto action = std::find_if(out.actions.begin(), out.actions.end(),
                                   [](const Action& a) { return a.step == "melding"; });
  REQUIRE(action != out.actions.end());
  CHECK(action->signals == std::vector<std::string>{"s2"});
  CHECK(says(action->why, "u mag wachten tot 11 november 2025"));
  CHECK(action->due_on == november(13));
}

TEST_CASE("a signal inside what was reported calls for nothing more") {
  World w;
  away(w, 3, 7);
  w.run(november(4), {law(w, "s1", 3, 4)});
  w.record(november(7), "melding", {"kind=16-uur", "begin=2025-11-03", "end=2025-11-07"},
           "verzuimcoordinator");
  w.run(november(8), {law(w, "s2", 5, 6)});
  CHECK(w.state().unreported("melding").empty());
  CHECK(w.state().step == "gemeentegesprek");
  CHECK(w.state().find("melding") == nullptr);
}

TEST_CASE("no melding ever holds a sick or an authorised day") {
  World w;
  away(w, 3, 4);
  w.absent(november(5), Kind::sick);
  w.absent(november(6), Kind::authorised);
  w.absent(november(7), Kind::unknown);
  w.absent(november(7), Kind::late);
  w.run(november(7), {law(w, "s1", 3, 4), w.signal("s2", "alles", "melding", november(7), november(14))});
  w.record(november(7), "melding", {"kind=overig", "begin=2025-11-03", "end=2025-11-07"},
           "verzuimcoordinator");
  for (const MeldingForm& form : forms(w, november(7)))
    for (const MeldingDay& day : form.days) {
      CHECK(day.kind != Kind::sick);
      CHECK(day.kind != Kind::authorised);
    }
  std::string text;
  for (const MeldingForm& form : forms(w, november(7))) {
    write_melding_toml(text, form);
    write_melding_csv(text, form);
  }
  CHECK_FALSE(says(text, "sick"));
  CHECK_FALSE(says(text, "2025-11-05"));
  CHECK_FALSE(says(text, "2025-11-06"));
}

TEST_CASE("the register's statuses move forward only") {
  for (const char* from : {"registered", "in-progress", "closed", "withdrawn", "noted"})
    for (const char* to : {"registered", "in-progress", "closed", "withdrawn", "noted"}) {
      const std::string a = from, b = to;
      const bool end = b == "closed" || b == "withdrawn" || b == "noted";
      const bool may = (a == "registered" && (end || b == "in-progress")) || (a == "in-progress" && end);
      CHECK_MESSAGE(melding_may_become(a, b) == may, a, " to ", b);
    }
  World w;
  w.run(november(5), {law(w, "s1", 3, 5)});
  CHECK(code_of(w, november(6), {"status=in-progress"}) == 65);
  CHECK(code_of(w, november(6), {"kind=16-uur", "begin=2025-11-03", "end=2025-11-05", "number=4711"}) == 0);
  CHECK(code_of(w, november(6), {"kind=16-uur", "begin=2025-11-05", "end=2025-11-06"}) == 65);
  CHECK(code_of(w, november(7), {"status=in-progress"}) == 0);
  CHECK(code_of(w, november(7), {"status=closed"}) == 64);
  CHECK(code_of(w, november(7), {"status=closed", "close_reason=resumed"}) == 0);
  CHECK(code_of(w, november(7), {"status=withdrawn", "close_reason=mistake"}) == 65);
  CHECK(code_of(w, november(7), {"kind=16-uur", "begin=2025-11-06", "end=2025-11-07"}) == 0);
  CHECK(code_of(w, november(7), {"status=withdrawn", "close_reason=mistake"}) == 0);
  CHECK(w.state().meldingen[0].status == "closed");
  CHECK(w.state().meldingen[1].status == "withdrawn");
  // Its days may be reported again.
  CHECK(code_of(w, november(8), {"kind=16-uur", "begin=2025-11-06", "end=2025-11-07"}) == 0);
}

TEST_CASE("text goes with a melding once it is confirmed and the contact comes from the directory") {
  World w;
  const Directory directory({{"verzuimcoordinator", "", "", "99XA", "loket", "050 000 00 01", ""}});
  w.run(november(5), {law(w, "s1", 3, 5)});
  DossierEntry entry = entry_of("melding", {"kind=16-uur", "begin=2025-11-03", "end=2025-11-05"});
  entry.fields.push_back({"text", "Toelichting.", {}});
  DossierEvent e = event_of(entry, november(6), "verzuimcoordinator");
  e.dossier = w.log.front().dossier;
  e.number = static_cast<std::int64_t>(w.log.size()) + 1;
  w.log.push_back(e);
  w.setting.directory = &directory;
  CHECK(forms(w, november(6))[0].text.empty());
  w.record(november(6), "confirmed", {"event=" + std::to_string(e.number)}, "verzuimcoordinator");
  const MeldingForm form = forms(w, november(6))[0];
  CHECK(form.text == "Toelichting.");
  CHECK(form.contact_function == "loket");
  CHECK_FALSE(has(form.lacking, "contact"));
  CHECK(has(form.lacking, "reason"));
}
