// SPDX-License-Identifier: EUPL-1.2
// Files that are written by hand: profiles, rules, ladders, configs, calendars, and TOML as such.
#include <algorithm>
#include <sstream>
#include <string>

#include "targets.hpp"
#include "toml_reader.hpp"
#include "verzuim/calendar.hpp"
#include "verzuim/canonical.hpp"
#include "verzuim/config.hpp"
#include "verzuim/ladder.hpp"
#include "verzuim/profile.hpp"
#include "verzuim/rule_lint.hpp"
#include "verzuim/rule_test.hpp"

using namespace verzuim;

namespace {

/// Whatever is refused is refused with a place inside the file and something to do.
void expect_place(const Error& e, std::string_view input) {
  expect(std::string_view(e.what()).size() > 10, "a refusal says what is wrong");
  expect(e.place().line <= 1 + static_cast<int>(std::count(input.begin(), input.end(), '\n')),
         "a refusal points into the file");
}

/// A profile that was taken is one that can be read with, whatever the file is.
void read_with(const Profile& profile) {
  for (const char* text :
       {"leerling;datum;uur;reden\nP9001;17-11-2025;1;S\n", "1,2,3,4,5,6,7,8,9\n,,,,,,,,\n"}) {
    std::istringstream in{text};
    try {
      Source source(in, "in");
      ReadSetting setting;
      setting.school = "99XA";
      const auto rows = open_rows(source, profile, Reference::shipped(), setting);
      while (rows->next()) expect(rows->fault() || rows->facts() < 1000, "a row is a few facts");
    } catch (const Error&) {  // it need not be a file of this profile
    }
  }
}

}  // namespace

void fuzz_toml(std::string_view input) {
  try {
    read_toml(input, "in");
  } catch (const Error& e) {
    expect_place(e, input);
  }
}

void fuzz_profile(std::string_view input) {
  static const Profiles shipped = Profiles::shipped();
  Profiles profiles = shipped;
  try {
    const Profile* added = profiles.find(profiles.add(input, "in.toml"));
    expect(added != nullptr, "an added profile is there");
    read_with(*added);
  } catch (const Error& e) {
    expect_place(e, input);
  }
}

void fuzz_rules(std::string_view input) {
  Rulebook rulebook;
  try {
    rulebook.add(input, "in");
    rulebook.finish();
    LintSetting setting;
    setting.on = make_date(2026, 11, 22);
    lint(rulebook, setting);
    std::size_t ran = 0;
    for (const RuleTest& test : rulebook.tests())
      if (++ran <= 8) run_rule_test(rulebook, test);
  } catch (const Error& e) {
    expect_place(e, input);
  }
}

void fuzz_ladder(std::string_view input) {
  LadderSet ladders;
  try {
    ladders.add(input, "in");
  } catch (const Error& e) {
    expect_place(e, input);
  }
}

void fuzz_config(std::string_view input) {
  try {
    read_config(input, "in");
  } catch (const Error& e) {
    expect_place(e, input);
  }
}

/// Days off of whatever length, at whatever date: the calendar must stay one.
void fuzz_calendar(std::string_view input) {
  std::istringstream in("school,from,until,name\n" + std::string(input));
  std::vector<OwnDaysOff> own;
  try {
    CanonicalReader reader(in, "in", Reference::shipped());
    while (reader.next())
      if (!reader.fault()) own.push_back(std::get<OwnDaysOff>(reader.fact()));
  } catch (const Error&) {
    return;
  }
  const Calendar calendar(Reference::shipped(), {{"99XA", "test", "0014", "Noord", ""}}, own);
  const SchoolDays* days = calendar.of("99XA");
  int index = 0;
  for (Date d = make_date(2026, 8, 1); d < make_date(2027, 8, 1); d = d + 1) {
    expect(days->index(d) >= index, "the index of days never falls");
    index = days->index(d);
    expect(!days->is_school_day(d) || days->in_school_week(d), "a school day lies in a school week");
    for (const OwnDaysOff& off : own)
      if ((off.school == "99XA" || off.school == "*") && off.from <= d && d <= off.until)
        expect(!days->is_school_day(d), "a day off is no school day");
  }
}
