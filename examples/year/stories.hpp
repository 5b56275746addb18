// SPDX-License-Identifier: EUPL-1.2
// Twenty pupils whose year tells something. The dates are worked out by hand; README.md says what must
// follow.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "facts.hpp"

namespace stories {

struct Pupil {
  std::string_view id;
  std::string_view born;
  std::string_view gemeente;
  std::string_view group;
};

inline Enrolment enrolment(const Pupil& who, Day from = year_begin, Day until = year_end) {
  return {std::string(who.id),
          day(who.born),
          std::string(who.gemeente),
          std::string(group_of(who.group).school),
          from,
          until,
          std::string(who.group)};
}

/// Enrols the pupil for the year, or the part of it given, and opens the register of that enrolment.
inline Register enrol(Facts& facts, const Pupil& who, Day from = year_begin, Day until = year_end) {
  facts.enrolments.push_back(enrolment(who, from, until));
  return Register(facts, facts.enrolments.back());
}

inline void days(Register& absence, std::string_view from, std::string_view until, std::string_view kind,
                 std::string_view mark = "") {
  for (Day d : absence.days())
    if (day(from) <= d && d <= day(until))
      if (Record* record = absence.whole(d, kind)) record->mark = mark;
}

struct Hours {
  std::string_view on;
  int first;
  int last;
};

inline void truant(Register& absence, std::initializer_list<Hours> all) {
  for (const Hours& hours : all) absence.lessons(day(hours.on), hours.first, hours.last, "unauthorised");
}

/// S1: 14 hours before the autumn holiday, 2 on the Monday after it. Twenty-eight calendar days back reach to
/// 23 September only; with the holiday week skipped the window begins on 16 September and holds all 16 hours.
inline void s01_holiday_in_the_window(Facts& facts) {
  Register absence = enrol(facts, {"P9001", "2011-03-10", "0971", "VA3H"});
  truant(absence, {{"2025-09-16", 4, 6}, {"2025-09-19", 1, 3}, {"2025-10-02", 4, 7}, {"2025-10-08", 1, 4}});
  truant(absence, {{"2025-10-20", 6, 7}});
}

/// S2: four sick reports, none of them long: the fourth begins on 17 November.
inline void s02_fourth_sick_report(Facts& facts) {
  Register absence = enrol(facts, {"P9002", "2012-05-20", "1883", "VA2K"});
  days(absence, "2025-09-09", "2025-09-09", "sick");
  days(absence, "2025-09-29", "2025-09-30", "sick");
  days(absence, "2025-10-23", "2025-10-24", "sick");
  days(absence, "2025-11-17", "2025-11-17", "sick");
}

/// S3: the double maths lesson on Friday, five weeks running; in every other lesson this pupil is there.
inline void s03_always_maths(Facts& facts) {
  Register absence = enrol(facts, {"P9003", "2011-01-15", "1954", "VA3H"});
  truant(absence, {{"2025-11-07", 5, 6}, {"2025-11-14", 5, 6}, {"2025-11-21", 5, 6}});
  truant(absence, {{"2025-11-28", 5, 6}, {"2025-12-05", 5, 6}});
}

/// S4: 16 hours while kwalificatieplichtig; eighteen on 10 December with the case open, and the absence goes
/// on.
inline void s04_turns_eighteen(Facts& facts) {
  Register absence = enrol(facts, {"P9004", "2007-12-10", "1952", "MA4I"});
  facts.diplomas.push_back({"P9004", "2025-06-12", "vmbo"});
  truant(absence, {{"2025-11-03", 1, 4}, {"2025-11-13", 1, 4}, {"2025-11-18", 2, 5}, {"2025-11-24", 3, 6}});
  truant(absence, {{"2025-11-26", 4, 5}, {"2025-12-03", 3, 5}, {"2025-12-08", 1, 2}, {"2025-12-12", 1, 3}});
  truant(absence, {{"2026-01-08", 1, 4}, {"2026-01-15", 1, 4}});
}

/// S5: seventeen, with a diploma of the praktijkonderwijs: no kwalificatieplicht, so no 16-hour report. The
/// twenty-eighth day is a Sunday; the first day of absence after it is Monday 1 December.
inline void s05_practical_diploma(Facts& facts) {
  Register absence = enrol(facts, {"P9005", "2008-09-15", "1969", "MA1E"});
  facts.diplomas.push_back({"P9005", "2025-06-27", "pro"});
  days(absence, "2025-11-03", "2025-12-05", "unauthorised");
}

/// S6: moves from Groningen to Het Hogeland after the eighth hour, on 1 February; the sixteenth is reported
/// to the new gemeente.
inline void s06_mover(Facts& facts) {
  const Pupil before{"P9006", "2010-04-22", "0014", "VB4H"};
  const Pupil after{"P9006", "2010-04-22", "1966", "VB4H"};
  Register absence = enrol(facts, before, year_begin, day("2026-01-31"));
  truant(absence, {{"2026-01-19", 1, 4}, {"2026-01-27", 1, 4}});
  Register moved = enrol(facts, after, day("2026-02-01"));
  truant(moved, {{"2026-02-03", 1, 4}, {"2026-02-09", 1, 4}});
}

/// S7: from primary to secondary school on 1 August, and trouble in the first weeks there.
inline void s07_transition(Facts& facts) {
  const Pupil primary{"P9007", "2013-04-18", "1883", "PA8"};
  const Pupil secondary{"P9007", "2013-04-18", "1883", "VA1B"};
  facts.enrolments.push_back(enrolment(primary, day("2017-08-01"), day("2025-07-31")));
  Register absence = enrol(facts, secondary);
  days(absence, "2025-08-27", "2025-08-28", "sick");
  days(absence, "2025-09-04", "2025-09-04", "sick");
  truant(absence, {{"2025-09-11", 6, 7}});
  facts.concerns.push_back({"P9007", "2025-09-12", "mentor", "overgang"});
  days(absence, "2025-09-15", "2025-09-16", "sick");
  days(absence, "2025-09-25", "2025-09-25", "sick");
}

/// S8: six hours, a talk with the mentor on 18 November (recorded in the dossier, not here), and never again.
inline void s08_talk_that_helped(Facts& facts) {
  Register absence = enrol(facts, {"P9008", "2010-02-11", "0888", "VA4T"});
  truant(absence, {{"2025-11-04", 5, 6}, {"2025-11-06", 6, 7}, {"2025-11-13", 6, 7}});
}

/// S9: ill on Mondays; the mentor talks on 6 November. Ill again on the 10th, which stays with the school;
/// not there without a reason on the 17th, which brings in the preventiemedewerker. Their talk is on 24
/// November; it goes on.
inline void s09_mondays(Facts& facts) {
  Register absence = enrol(facts, {"P9009", "2008-02-20", "1966", "MA3Z"});
  facts.diplomas.push_back({"P9009", "2025-06-12", "vmbo"});
  for (std::string_view monday : {"2025-09-15", "2025-09-29", "2025-10-06", "2025-11-03", "2025-11-10"})
    days(absence, monday, monday, "sick");
  truant(absence, {{"2025-11-17", 1, 4}, {"2025-12-01", 1, 4}, {"2025-12-08", 1, 4}});
}

/// S10: thirteen school days ill; the seventh is 22 January.
inline void s10_long_sick(Facts& facts) {
  Register absence = enrol(facts, {"P9010", "2009-08-30", "1883", "VA5H"});
  days(absence, "2026-01-14", "2026-01-30", "sick");
}

/// S11: three spells only, but the tenth sick day of the year on 18 March.
inline void s11_ten_sick_days(Facts& facts) {
  Register absence = enrol(facts, {"P9011", "2015-06-03", "1966", "PW7"});
  days(absence, "2025-11-24", "2025-11-26", "sick");
  days(absence, "2026-01-26", "2026-01-29", "sick");
  days(absence, "2026-03-16", "2026-03-18", "sick");
}

/// S12: on holiday in the last week before Christmas, without leave.
inline void s12_luxe(Facts& facts) {
  Register absence = enrol(facts, {"P9012", "2017-02-14", "0888", "PA5"});
  days(absence, "2025-12-15", "2025-12-19", "unauthorised", "luxe");
}

/// S13: twenty, no startkwalificatie, away from 2 March; the twenty-ninth day is Monday 30 March.
inline void s13_four_weeks_away(Facts& facts) {
  Register absence = enrol(facts, {"P9013", "2005-05-09", "0106", "MA4I"});
  facts.diplomas.push_back({"P9013", "2025-06-12", "vmbo"});
  days(absence, "2026-03-02", "2026-04-10", "unauthorised");
}

/// S14: late twelve times, the twelfth on 3 March.
inline void s14_late(Facts& facts) {
  Register absence = enrol(facts, {"P9014", "2012-03-03", "0971", "VA2K"});
  for (std::string_view on :
       {"2025-09-02", "2025-09-16", "2025-10-01", "2025-10-23", "2025-11-05", "2025-11-19", "2025-12-02",
        "2025-12-11", "2026-01-13", "2026-01-29", "2026-02-12", "2026-03-03"})
    absence.lesson(day(on), 1, "late", 10);
}

/// S15: always there, but the mentor is worried about behaviour. No minimum is needed.
inline void s15_concern(Facts& facts) {
  enrol(facts, {"P9015", "2010-07-07", "1883", "VA4T"});
  facts.concerns.push_back({"P9015", "2025-10-08", "mentor", "gedrag"});
}

/// S16: the 16th hour on 19 March; a week later that day turns out to have been a visit to hospital.
inline void s16_corrected(Facts& facts) {
  Register absence = enrol(facts, {"P9016", "2010-09-19", "1954", "VA4T"});
  truant(absence, {{"2026-03-03", 1, 4}, {"2026-03-06", 1, 4}, {"2026-03-12", 1, 4}});
  for (int lesson = 1; lesson <= 4; ++lesson) {
    Record* record = absence.lesson(day("2026-03-19"), lesson, "unauthorised");
    record->then_kind = "authorised";
    record->then_mark = "medisch-bezoek";
  }
}

/// S17: exempt under article 5 a from 1 November; the school's system went on booking absence.
inline void s17_exempt(Facts& facts) {
  Register absence = enrol(facts, {"P9017", "2011-06-11", "0014", "SA2"});
  facts.exemptions.push_back({"P9017", "2025-11-01", "2026-07-31", "5a"});
  days(absence, "2025-11-03", "2025-12-05", "unauthorised");
}

/// S18: a week of leave under article 11 g. The class booked it as unauthorised; the leave makes it
/// authorised.
inline void s18_leave(Facts& facts) {
  Register absence = enrol(facts, {"P9018", "2015-01-20", "0014", "PB7"});
  facts.exemptions.push_back({"P9018", "2026-03-09", "2026-03-13", "11g"});
  days(absence, "2026-03-09", "2026-03-13", "unauthorised");
}

/// S19: away from 8 December to 23 January, across the Christmas holiday. Whether those two weeks count
/// decides between 5 and 19 January.
inline void s19_across_christmas(Facts& facts) {
  Register absence = enrol(facts, {"P9019", "2010-11-30", "1883", "VA3H"});
  days(absence, "2025-12-08", "2026-01-23", "unauthorised");
}

/// S20: from Groningen to Sittard-Geleen with two weeks at no school. Eight hours at each: no school sees
/// sixteen. The record of 17 November stands outside every enrolment.
inline void s20_gap_between_schools(Facts& facts) {
  const Pupil before{"P9020", "2012-06-06", "0014", "VB2H"};
  const Pupil after{"P9020", "2012-06-06", "1883", "VA2K"};
  Register old_school = enrol(facts, before, year_begin, day("2025-11-14"));
  truant(old_school, {{"2025-11-06", 1, 4}, {"2025-11-12", 1, 4}, {"2025-11-17", 1, 1}});
  Register new_school = enrol(facts, after, day("2025-12-01"));
  truant(new_school, {{"2025-12-04", 1, 4}, {"2025-12-10", 1, 4}});
}

inline void all(Facts& facts) {
  s01_holiday_in_the_window(facts);
  s02_fourth_sick_report(facts);
  s03_always_maths(facts);
  s04_turns_eighteen(facts);
  s05_practical_diploma(facts);
  s06_mover(facts);
  s07_transition(facts);
  s08_talk_that_helped(facts);
  s09_mondays(facts);
  s10_long_sick(facts);
  s11_ten_sick_days(facts);
  s12_luxe(facts);
  s13_four_weeks_away(facts);
  s14_late(facts);
  s15_concern(facts);
  s16_corrected(facts);
  s17_exempt(facts);
  s18_leave(facts);
  s19_across_christmas(facts);
  s20_gap_between_schools(facts);
}

}  // namespace stories
