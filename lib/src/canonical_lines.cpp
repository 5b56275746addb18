// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/canonical_lines.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace verzuim {

void CanonicalLines::add(const RowReader& reader) {
  ++rows_;
  for (std::size_t i = 0; i < reader.facts(); ++i) {
    if (const auto* a = std::get_if<AbsenceRow>(&reader.fact(i))) {
      absences_.push_back({std::string(a->pupil), std::string(a->school), std::string(a->subject),
                           std::string(a->code), a->absence, a->since, a->open, a->observed, rows_});
    } else {
      others_.emplace_back();
      write_canonical(others_.back(), reader.fact(i));
    }
  }
}

void CanonicalLines::go_back(std::size_t size) {
  // One table is of one kind, so only one of the two holds anything.
  absences_.resize(std::min(size, absences_.size()));
  others_.resize(std::min(size, others_.size()));
}

AbsenceRow CanonicalLines::row_of(const AbsenceLine& line) {
  return {line.pupil, line.school, line.subject, line.code, line.absence};
}

bool CanonicalLines::before(const AbsenceLine& a, const AbsenceLine& b) {
  const auto key = [](const AbsenceLine& l) {
    return std::tie(l.pupil, l.absence.date, l.absence.lesson, l.school, l.absence.kind, l.absence.minutes,
                    l.subject, l.code, l.absence.mark);
  };
  return key(a) < key(b);
}

/// Of a report that was open in some row only its last row holds.
void CanonicalLines::end_reports() {
  using Report = std::tuple<std::string_view, std::string_view, Date>;
  const auto report = [](const AbsenceLine& l) { return Report{l.pupil, l.school, *l.since}; };
  std::map<Report, std::int64_t> last;
  for (const AbsenceLine& l : absences_)
    if (l.open) last.emplace(report(l), l.row);
  for (const AbsenceLine& l : absences_)
    if (const auto at = l.since ? last.find(report(l)) : last.end(); at != last.end())
      at->second = std::max(at->second, l.row);
  std::vector<AbsenceLine> kept;
  for (const AbsenceLine& l : absences_) {
    const auto at = l.since ? last.find(report(l)) : last.end();
    if (at == last.end() || at->second == l.row) kept.push_back(l);
  }
  absences_ = std::move(kept);
}

void CanonicalLines::expand_open() {
  std::set<std::tuple<std::string, std::string, Date>> whole_days;
  Date last;
  for (const AbsenceLine& l : absences_) {
    last = std::max(last, l.absence.date);
    if (l.absence.lesson == 0 && !l.observed) whole_days.emplace(l.pupil, l.school, l.absence.date);
  }
  for (std::size_t i = 0, reported = absences_.size(); i < reported; ++i) {
    if (!absences_[i].open) continue;
    AbsenceLine day = absences_[i];
    for (day.absence.date = day.absence.date + 1; day.absence.date <= last;
         day.absence.date = day.absence.date + 1)
      // A day that another report speaks of is that report's.
      if (weekday(day.absence.date) <= 5 &&
          whole_days.emplace(day.pupil, day.school, day.absence.date).second)
        absences_.push_back(day);
  }
}

void CanonicalLines::drop_explained() {
  std::set<std::tuple<std::string, Date, std::int16_t>> reported;
  for (const AbsenceLine& l : absences_)
    if (!l.observed) reported.emplace(l.pupil, l.absence.date, l.absence.lesson);
  const auto explained = [&](const AbsenceLine& l) {
    return l.observed && (reported.contains({l.pupil, l.absence.date, l.absence.lesson}) ||
                          reported.contains({l.pupil, l.absence.date, std::int16_t{0}}));
  };
  absences_.erase(std::remove_if(absences_.begin(), absences_.end(), explained), absences_.end());
}

void CanonicalLines::write(FileKind kind, const std::function<void(std::string_view)>& out) {
  const auto any = [&](bool AbsenceLine::*is) {
    return std::any_of(absences_.begin(), absences_.end(), [&](const AbsenceLine& l) { return l.*is; });
  };
  if (any(&AbsenceLine::open)) {
    end_reports();
    expand_open();
  }
  if (any(&AbsenceLine::observed)) drop_explained();
  std::stable_sort(absences_.begin(), absences_.end(), before);
  std::stable_sort(others_.begin(), others_.end());
  constexpr std::size_t piece = 65536;
  std::string text;
  write_canonical_header(text, kind);
  const auto flush = [&](std::size_t above) {
    if (text.size() <= above) return;
    out(text);
    text.clear();
  };
  for (const AbsenceLine& line : absences_) {
    write_canonical(text, row_of(line));
    flush(piece);
  }
  for (const std::string& line : others_) {
    text += line;
    flush(piece);
  }
  flush(0);
}

}  // namespace verzuim
