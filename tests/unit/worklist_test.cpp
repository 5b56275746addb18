// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/worklist.hpp"

#include <doctest/doctest.h>

#include "verzuim/report_writing.hpp"

using namespace verzuim;

namespace {

Date day(const char* text) { return *parse_date(text); }

Action action(const std::string& who, const std::string& role, const char* due,
              const std::string& gemeente = "0014") {
  Action a;
  a.dossier = "D-" + who;
  a.pupil = who;
  a.school = "99XA";
  a.gemeente = gemeente;
  a.step = "mentorgesprek";
  a.role = role;
  a.owner = role;
  a.why = "9 uur ongeoorloofd";
  a.signals = {"s-" + who};
  if (due != nullptr) a.due_on = day(due);
  a.act = "Voer een gesprek.";
  return a;
}

}  // namespace

TEST_CASE("a work list begins with what is overdue and what has no date comes last") {
  const auto lists = work_lists({action("P3", "mentor", nullptr), action("P2", "mentor", "2025-12-01"),
                                 action("P1", "mentor", "2025-11-20")});
  REQUIRE(lists.size() == 1);
  CHECK(lists[0].actions[0].pupil == "P1");
  CHECK(lists[0].actions[2].pupil == "P3");
  const std::string text = write_work_lists(lists, day("2025-11-24"), ReportFormat::md, false, {})[0].text;
  CHECK(text.find("Te laat · Leerling P1") != std::string::npos);
  CHECK(text.find("Te laat · Leerling P2") == std::string::npos);
}

TEST_CASE("what is due today is not overdue") {
  const std::string text = write_work_lists(work_lists({action("P1", "mentor", "2025-11-24")}),
                                            day("2025-11-24"), ReportFormat::csv, false, {})[0]
                               .text;
  CHECK(text.find("mentor,2025-11-24,no,P1") != std::string::npos);
}

TEST_CASE("a role that a gemeente holds gets one list for each gemeente") {
  const auto lists = work_lists({action("P1", "leerplichtambtenaar", "2025-11-20", "0014"),
                                 action("P2", "leerplichtambtenaar", "2025-11-20", "0034"),
                                 action("P3", "leerplichtambtenaar", "2025-11-20", ""),
                                 action("P4", "mentor", "2025-11-20", "0034"),
                                 action("P5", "mentor", "2025-11-20", "0014")});
  REQUIRE(lists.size() == 4);
  const auto files = write_work_lists(lists, day("2025-11-24"), ReportFormat::md, true, {});
  std::vector<std::string> names;
  for (const ReportFile& file : files) names.push_back(file.name);
  CHECK(names == std::vector<std::string>{"worklist-mentor-99XA.md",
                                          "worklist-leerplichtambtenaar-unknown.md",
                                          "worklist-leerplichtambtenaar-0014.md",
                                          "worklist-leerplichtambtenaar-0034.md", "worklist-index.md"});
  CHECK(files[2].text.find("P2") == std::string::npos);
  CHECK(files[3].text.find("P1") == std::string::npos);
}

TEST_CASE("a mentor's list holds that mentor's pupils only, and no path is made of what the data say") {
  Action own = action("P1", "mentor", "2025-11-20"), other = action("P2", "mentor", "2025-11-20"),
         elsewhere = action("P3", "zorgcoordinator", "2025-11-20");
  own.owner = "m1";
  other.owner = "../../m2";
  elsewhere.school = "99XB00";
  const auto files =
      write_work_lists(work_lists({own, other, elsewhere, action("P4", "zorgcoordinator", "2025-11-20")}),
                       day("2025-11-24"), ReportFormat::md, true, {});
  REQUIRE(files.size() == 5);
  for (const ReportFile& file : files) {
    CHECK(file.name.find('/') == std::string::npos);
    if (file.name == "worklist-mentor-99XA-m1.md") CHECK(file.text.find("P2") == std::string::npos);
    if (file.name == "worklist-zorgcoordinator-99XB.md") CHECK(file.text.find("P4") == std::string::npos);
  }
}

TEST_CASE("a signal of sickness and the words about it never reach a gemeente") {
  Action mixed = action("P1", "leerplichtambtenaar", "2025-11-20"),
         sick = action("P2", "leerplichtambtenaar", "2025-11-20");
  mixed.signals = {"seen", "sick"};
  mixed.why = "KANARIE";
  sick.signals = {"sick"};
  Action doctor = action("P3", "jeugdarts", "2025-11-20"),
         misled = action("P4", "trajectbegeleider", "2025-11-20");
  doctor.signals = {"sick"};
  misled.step = "jeugdarts";
  int held_back = 0;
  const auto lists = work_lists(
      {mixed, sick, doctor, misled}, [](const std::string& id) { return id == "sick"; }, &held_back);
  CHECK(held_back == 2);
  std::string text;
  for (const WorkList& list : lists)
    for (ReportFormat format : {ReportFormat::html, ReportFormat::md, ReportFormat::csv})
      if (list.for_gemeente) text += write_work_lists({list}, day("2025-11-24"), format, false, {})[0].text;
  CHECK(text.find("KANARIE") == std::string::npos);
  CHECK(text.find("sick") == std::string::npos);
  CHECK(text.find("P1") != std::string::npos);
  CHECK(text.find("P2") == std::string::npos);
  CHECK(text.find("P4") == std::string::npos);
  CHECK(lists.front().role == "jeugdarts");
  CHECK(lists.front().actions.size() == 1);
}

TEST_CASE("a strange role or gemeente never becomes part of a path") {
  Action odd = action("P1", "../../etc", "2025-11-20"),
         odd_place = action("P2", "leerplichtambtenaar", "2025-11-20", "../x");
  for (const ReportFile& file :
       write_work_lists(work_lists({odd, odd_place}), day("2025-11-24"), ReportFormat::md, true, {})) {
    CHECK(file.name.find('/') == std::string::npos);
    CHECK(file.name.find("..") == std::string::npos);
  }
}

TEST_CASE("nothing to do is said as such") {
  CHECK(write_work_lists({}, day("2025-11-24"), ReportFormat::md, false, {})[0].text.find(
            "Er is nu niets te doen.") != std::string::npos);
}
