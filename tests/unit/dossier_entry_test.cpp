// SPDX-License-Identifier: EUPL-1.2
// What people give to be recorded: files of events, free text, and corrections of what was wrong.
#include "verzuim/dossier_entry.hpp"

#include <doctest/doctest.h>

#include "escalation_world.hpp"
#include "verzuim/dossier_view.hpp"

using namespace escalating;

namespace {

/// Where and why a file is refused: `line:column reason`.
std::string refused(const std::string& text) {
  try {
    for (const DossierEntry& entry : read_entries(text, "file")) event_of(entry, november(20), "mentor");
    return {};
  } catch (const Error& e) {
    CHECK(e.code() == ErrorCode::data);
    CHECK(e.place().file == "file");
    return std::to_string(e.place().line) + ":" + std::to_string(e.place().column) + " " + e.what();
  }
}

std::string fault(std::string_view text) { return text_fault(text, november(20)).reason; }

template <class Call>
int code_of(const Call& call) {
  try {
    call();
    return 0;
  } catch (const Error& e) {
    return static_cast<int>(e.code());
  }
}

}  // namespace

TEST_CASE("a file of events says the same as TOML and as CSV") {
  const auto toml = read_entries(
      "[[event]]\ntype = \"talk\"\non = 2025-11-13\nby = \"mentor\"\nperson = \"M07\"\n"
      "present = [\"pupil\", \"mentor\"]\ncause = \"school\"\nneed = [\"care\"]\nstudy_choice = true\n",
      "file");
  const auto csv = read_entries(
      "type,on,by,person,present,cause,need,study_choice,text\ntalk,2025-11-13,mentor,M07,pupil; "
      "mentor,school,care,ja,\n",
      "file");
  REQUIRE(toml.size() == 1);
  REQUIRE(csv.size() == 1);
  const DossierEvent a = event_of(toml[0], {}, ""), b = event_of(csv[0], {}, "");
  CHECK(a.fields == b.fields);
  CHECK(a.on == november(13));
  CHECK(a.role == "mentor");
  CHECK(a.field("present") == "pupil,mentor");
  CHECK(a.field("study_choice") == "yes");
  CHECK(a.field("person") == "M07");
}

TEST_CASE("a fault in a file of events is told with its place") {
  CHECK(says(refused("[[event]]\ntype = \"contact\"\nreached = true\n[[event]]\ntype = \"contact\"\nreached "
                     "= \"misschien\"\n"),
             "6:11 `reached` cannot be"));
  CHECK(says(refused("[[event]]\nreached = true\n"), "1:1 an event lacks its `type`"));
  CHECK(says(refused("[[event]]\ntype = \"contact\"\n"), "1:1 `contact` lacks reached="));
  CHECK(says(refused("[[event]]\ntype = \"contact\"\nreached = 1.5\n"), "3:11 `reached` is written as"));
  CHECK(says(refused("[[events]]\ntype = \"contact\"\n"), "events"));
  CHECK(says(refused("type,reached\ncontact,yes\ncontact,\n"), "3:1 `contact` lacks reached="));
  CHECK(says(refused("type,bereikt\ncontact,yes\n"), "1:2 no event has the field `bereikt`"));
  CHECK(says(refused("type,type\ncontact,yes\n"), "1:2 the column `type` stands here twice"));
  CHECK(says(refused("on,reached\n2025-11-13,yes\n"), "the column `type` is missing"));
  CHECK(says(refused("type,reached\ncontact\n"), "2:1 this row has 1 cells"));
  CHECK(says(refused(""), "no event in it"));
  CHECK(says(refused("type,reached\n"), "no event in it"));
  CHECK(says(refused("type,on,reached\ncontact,13-11-2025,yes\n"), "2:2 `on` does not begin with the year"));
  CHECK(says(refused("type,by,reached\ncontact,juf,yes\n"), "2:2 `by` cannot be"));
}

TEST_CASE("all that an event lacks is named at once") {
  CHECK(says(refused("type,by\ntalk,mentor\n"), "lacks present=ROLE and cause=school|"));
  CHECK(says(refused("type,what\nafspraak,help\n"), "lacks who=ROLE and due=YYYY-MM-DD; or give number="));
}

TEST_CASE("a person is a code and never a name") {
  for (const char* code : {"M07", "VRZ", "b.12", "0412"}) CHECK(is_person_code(code));
  for (const char* name :
       {"Verzonnen", "P. Verzonnen", "verzonnen", "VERZONNEN", "M07 van 3a", "1234567890123"})
    CHECK_FALSE(is_person_code(name));
}

TEST_CASE("free text holds no identity number") {
  CHECK(says(fault("nummer 111222333 staat erin"), "BSN"));
  CHECK(says(fault("111.222.333"), "BSN"));
  CHECK(says(fault("1112 22 333"), "BSN"));
  CHECK(says(fault("op 12-11-2025 111222333"), "BSN"));
  CHECK(says(fault("regel\n11122233 3"), "BSN"));
  CHECK(fault("111222334").empty());           // fails the eleven-test
  CHECK(fault("bel 06-11122233 3x").empty());  // ten digits and more: a telephone number
  CHECK(fault("0611122233").empty());
  CHECK(fault("melding 12345").empty());
  CHECK(fault("op 12-11-2025 om 10.30 uur").empty());
}

TEST_CASE("free text holds no date of birth") {
  for (const char* text : {"1-5-2011", "01/05/2011", "2011-05-01", "01052011", "20110501", "1 mei 2011",
                           "1 May 2011", "geboren 1-5-11", "geb. 010511", "Geboortedatum: 1 mei"})
    CHECK_MESSAGE(says(fault(text), "date of birth"), text);
  for (const char* text :
       {"12-11-2025", "12 november 2025", "in 2011 verhuisd", "3 mei", "3 van de 4 lessen", "geborgenheid 3"})
    CHECK_MESSAGE(fault(text).empty(), text);
}

TEST_CASE("free text is of a decent size and of plain characters") {
  CHECK(fault(std::string(most_text, 'a')).empty());
  CHECK(says(fault(std::string(most_text + 1, 'a')), "longer than"));
  CHECK(fault("regel een\n\tregel twee: één, €").empty());
  CHECK(says(fault(std::string("a\0b", 3)), "NUL"));
  CHECK(says(fault("a\x1b[31m"), "an escape, which works on terminals"));
  CHECK(says(fault("a\u202Eb"), "bidirectional"));
  CHECK(says(fault("a\xff"), "UTF-8"));
  const TextFault at = text_fault("een\ntwee 111222333", november(20));
  CHECK(at.line == 2);
  CHECK(at.column == 6);
}

TEST_CASE("a text that speaks of health cannot be confirmed") {
  for (const char* text : {"vaak Ziek", "bij de huisarts", "de arts belde", "ziekmelding", "GGZ", "diagnose"})
    CHECK_MESSAGE(!health_fault(text).reason.empty(), text);
  for (const char* text : {"het gaat goed", "plezier in het vak", "artsgroen is een kleur", "energiek"})
    CHECK_MESSAGE(health_fault(text).reason.empty(), text);
  const EntryField field{"text", "vaak ziek", {}};
  CHECK(checked_text(field, november(20), false) == "vaak ziek");
  CHECK(code_of([&] { checked_text(field, november(20), true); }) == 65);
}

TEST_CASE("a confirmation has a role and a time and comes from who wrote the text") {
  World w;
  w.run(november(5), {w.signal("s1", "una-6", "mentorgesprek", november(5), november(12))});
  DossierEntry entry = entry_of("verslag", {"gemeente=0014", "sent_on=2025-11-06"});
  entry.fields.push_back({"text", "Gesproken.", {}});
  DossierEvent e = event_of(entry, november(6), "mentor");
  e.dossier = w.log.front().dossier;
  e.number = static_cast<std::int64_t>(w.log.size()) + 1;
  w.log.push_back(e);
  const Ladder& ladder = *ladders().find(w.state().ladder);
  CHECK(for_gemeente(settled(w.log).back(), w.state(), ladder)->field("text").empty());
  const std::string that = "event=" + std::to_string(e.number);
  CHECK(code_of([&] { w.record(november(7), "confirmed", {that}, "zorgcoordinator"); }) == 77);
  w.record(november(7), "confirmed", {that});
  const auto holds = settled(w.log);
  CHECK(holds[holds.size() - 2].field("nothing_medical") == "mentor");
  CHECK(holds[holds.size() - 2].field("nothing_medical_at") == "2025-11-24T08:00:00Z");
  CHECK(for_gemeente(holds[holds.size() - 2], w.state(), ladder)->field("text") == "Gesproken.");
  // A confirmation can be taken back, and then the text stays inside again.
  w.record(november(8), "corrects", {"event=" + std::to_string(w.log.back().number), "why=slip"});
  CHECK(for_gemeente(settled(w.log)[holds.size() - 2], w.state(), ladder)->field("text").empty());
}

TEST_CASE("who confirms must be named and there must be a text") {
  CHECK(code_of([] { event_of(entry_of("confirmed", {"event=3"}), november(6), ""); }) == 64);
  CHECK(code_of([] {
          event_of(entry_of("contact", {"reached=yes", "nothing_medical=yes"}), november(6), "mentor");
        }) == 64);
  DossierEntry consult = entry_of("consult", {"state=held"});
  consult.fields.push_back({"text", "iets", {}});
  CHECK(code_of([&] { event_of(consult, november(6), "jeugdarts"); }) == 64);
}
