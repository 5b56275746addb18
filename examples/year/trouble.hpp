// SPDX-License-Identifier: EUPL-1.2
// Kinds of absence, from one sick spell to a month away. Each family of rules meets some of them.
#pragma once

#include <string_view>
#include <vector>

#include "facts.hpp"
#include "prng.hpp"

namespace trouble {

using Days = std::vector<Day>;

inline Day any(const Days& days, Prng& prng) {
  return days[static_cast<std::size_t>(prng.below(static_cast<int>(days.size())))];
}

/// The index of a school day, twice as often in deep winter as in early summer.
inline int winter_index(const Days& days, Prng& prng) {
  for (;;) {
    const int at = prng.below(static_cast<int>(days.size()));
    const unsigned month = static_cast<unsigned>(civil(days[static_cast<std::size_t>(at)]).month());
    const int weight = month == 12 || month <= 2 ? 4 : (month == 3 || month == 11 ? 3 : 2);
    if (prng.below(4) < weight) return at;
  }
}

/// Keeps a quiet pupil quiet: few days in any twelve weeks, few in the first weeks, none beside a holiday.
class Calm {
 public:
  explicit Calm(const Days& days) : days_(days) {}

  bool admits(int at, int length) {
    const int last = at + length - 1;
    const int size = static_cast<int>(days_.size());
    if (at < 22 || last >= size || length > 2) return false;
    for (int i = at; i <= last; ++i)
      if (beside_holiday(i)) return false;
    int before = 0;
    int near = 0;
    for (int taken : taken_) {
      if (taken < at) ++before;
      if (taken > at - 64 && taken < at + 64) ++near;
      if (taken >= at - 1 && taken <= last + 1) return false;  // no two spells that touch
    }
    // Later days were admitted with fewer before them, so all are weighed again.
    if (near + length > 2 || (before + length) * 21 > at) return false;
    for (int i = at; i <= last; ++i) taken_.push_back(i);
    return true;
  }

 private:
  bool beside_holiday(int i) const {
    const auto at = static_cast<std::size_t>(i);
    const bool before = at + 1 < days_.size() && days_[at + 1] - days_[at] > 4;
    const bool after = at > 0 && days_[at] - days_[at - 1] > 4;
    return before || after;
  }

  const Days& days_;
  std::vector<int> taken_;
};

/// A sick spell, in whole days.
inline void ill(Register& absence, int at, int length) {
  const auto& days = absence.days();
  for (int i = at; i < at + length && i < static_cast<int>(days.size()); ++i) {
    const Day d = days[static_cast<std::size_t>(i)];
    absence.whole(d, "sick");
  }
}

inline void late(Register& absence, Day d, Prng& prng) {
  const int lesson = prng.chance(75) ? 1 : 3;
  const int minutes = 5 * prng.between(1, 4);
  if (absence.free(d)) absence.lesson(d, lesson, "late", minutes);
}

/// Dentist, orthodontist, a driving test: an hour or two with leave.
inline void visit(Register& absence, Day d, Prng& prng) {
  if (!absence.free(d)) return;
  const int first = prng.between(1, 3);
  const int length = absence.sector() == "po" ? 1 : prng.between(1, 2);
  for (int lesson = first; lesson < first + length; ++lesson) {
    Record* record = absence.lesson(d, lesson, "authorised", absence.sector() == "po" ? 75 : 0);
    if (record != nullptr && prng.chance(70)) record->mark = "medisch-bezoek";
  }
}

inline void skip(Register& absence, Day d, Prng& prng) {
  const int last = absence.lessons(d);
  const int first = prng.between(1, last > 2 ? last - 1 : 1);
  absence.lessons(d, first, first + prng.between(0, 2), "unauthorised");
}

/// Not there and nobody knows why yet. Mostly known a week later; a few never.
inline void unexplained(Register& absence, Day d, Prng& prng) {
  if (!absence.free(d)) return;
  const int fate = prng.below(10);
  const bool whole = absence.sector() == "po" || prng.chance(30);
  for (int lesson = 1; lesson <= (whole ? 1 : 2); ++lesson) {
    Record* record = whole ? absence.whole(d, "unknown") : absence.lesson(d, lesson, "unknown");
    if (record != nullptr) record->then_kind = fate < 5 ? "sick" : (fate < 8 ? "unauthorised" : "");
  }
}

/// Stays away from day `at` for that many school days.
inline void away(Register& absence, int at, int length, std::string_view kind, std::string_view mark) {
  const auto& days = absence.days();
  for (int i = at; i < at + length && i < static_cast<int>(days.size()); ++i)
    if (Record* record = absence.whole(days[static_cast<std::size_t>(i)], kind)) record->mark = mark;
}

/// Skips lessons for some weeks; about `lessons` in each four weeks.
inline void skipper(Register& absence, Prng& prng, int begin, int length, int lessons) {
  const auto& days = absence.days();
  const int last =
      begin + length < static_cast<int>(days.size()) ? begin + length : static_cast<int>(days.size());
  for (int i = begin; i < last; ++i)
    if (prng.below(20) * 2 < lessons) skip(absence, days[static_cast<std::size_t>(i)], prng);
}

inline void late_comer(Register& absence, Prng& prng, int times) {
  const auto& days = absence.days();
  const int step = static_cast<int>(days.size()) / (times + 1);
  for (int i = 1; i <= times; ++i)
    late(absence, days[static_cast<std::size_t>(i * step - prng.below(step))], prng);
}

/// Short spells, every three weeks or so.
inline void often_ill(Register& absence, Prng& prng, int spells) {
  int at = prng.between(10, 60);
  for (; spells > 0; --spells, at += prng.between(8, 18)) ill(absence, at, prng.between(1, 2));
}

/// Absent for every reason, all year: `per_cent` of the days.
inline void chronic(Register& absence, Prng& prng, int per_cent) {
  for (Day d : absence.days()) {
    if (!prng.chance(per_cent)) continue;
    const int why = prng.below(10);
    if (why < 5)
      absence.whole(d, "sick");
    else if (why < 7)
      visit(absence, d, prng);
    else if (why < 9 && absence.sector() != "po")
      skip(absence, d, prng);
    else
      absence.whole(d, "unauthorised");
  }
}

/// Always the first lessons of a Monday.
inline void mondays(Register& absence, Prng& prng) {
  for (Day d : absence.days())
    if (weekday(d) == 1 && prng.chance(55)) absence.lessons(d, 1, 2, "unauthorised");
}

inline void sent_out(Register& absence, Prng& prng, int times) {
  for (; times > 0; --times) {
    const Day d = any(absence.days(), prng);
    absence.lesson(d, prng.between(1, 5), "removed", 20);
  }
}

/// The last school days before, or the first after, one of the holidays.
inline void longer_holiday(Register& absence, Prng& prng) {
  const auto& days = absence.days();
  std::vector<int> ends;
  for (std::size_t i = 0; i + 1 < days.size(); ++i)
    if (days[i + 1] - days[i] > 7) ends.push_back(static_cast<int>(i));
  const int end = ends[static_cast<std::size_t>(prng.below(static_cast<int>(ends.size())))];
  const int length = prng.between(1, 4);
  away(absence, prng.chance(60) ? end - length + 1 : end + 1, length, "unauthorised", "luxe");
}

inline void in_primary(Register& absence, Prng& prng, int which) {
  switch (which % 5) {
    case 0:
      often_ill(absence, prng, 5);
      break;
    case 1:
      ill(absence, winter_index(absence.days(), prng), 12);
      break;
    case 2:
      longer_holiday(absence, prng);
      break;
    case 3:
      late_comer(absence, prng, 14);
      break;
    default:
      chronic(absence, prng, 14);
  }
}

/// One in six gets a trouble, in turn, so that each kind occurs at each school whatever the numbers.
inline void give(Register& absence, Prng& prng, int which) {
  const int size = static_cast<int>(absence.days().size());
  for (int spells = prng.between(1, 3); spells > 0; --spells)
    ill(absence, winter_index(absence.days(), prng), 1);
  if (prng.chance(50)) unexplained(absence, any(absence.days(), prng), prng);
  if (absence.sector() == "po") return in_primary(absence, prng, which);
  const int begin = prng.between(15, size - 70);
  // Leaving without a word is the trouble of the mbo: there three more of the turns are spent on it.
  if (absence.sector() == "mbo" && which >= 10 && which <= 12)
    return away(absence, begin, 24, "unauthorised", "");
  switch (which % 10) {
    case 0:
      skipper(absence, prng, begin, 50, 20);
      break;
    case 1:
      often_ill(absence, prng, 7);
      break;
    case 2:
      late_comer(absence, prng, 13);
      break;
    case 3:
      skipper(absence, prng, begin, 18, 11);
      break;
    case 4:
      chronic(absence, prng, 24);
      break;
    case 5:
      away(absence, begin, 27, "unauthorised", "");
      break;
    case 6:
      mondays(absence, prng);
      sent_out(absence, prng, 6);
      break;
    case 7:
      ill(absence, winter_index(absence.days(), prng), 11);
      break;
    case 8:
      longer_holiday(absence, prng);
      late_comer(absence, prng, 7);
      break;
    default:
      skipper(absence, prng, 10, size - 20, 7);
      chronic(absence, prng, 6);
  }
}

}  // namespace trouble
