// SPDX-License-Identifier: EUPL-1.2
// Counting how long it took from a signal to what had to follow.
#include <algorithm>

#include "report_tally.hpp"

namespace verzuim {
namespace {

bool within(const Period& period, Date date) { return period.from <= date && date <= period.until; }

void wait_for(Waiting& waiting, const Calendar& calendar, std::optional<Date> from, std::optional<Date> act,
              bool open) {
  ++waiting.people;
  if (act && *act >= *from) {
    ++waiting.done;
    waiting.days.push_back(working_days(calendar, *from, *act));
  } else if (open) {
    ++waiting.open;
  }
}

/// School days after `from` up to `until`; working days where the calendar is not known.
int school_days(const Calendar& calendar, const std::string& school, Date from, Date until) {
  const SchoolDays* of = calendar.of(school);
  int days = 0;
  for (Date date = from + 1; date <= until; date = date + 1)
    days +=
        (of != nullptr && of->known(date) ? of->is_school_day(date) : calendar.is_working_day(date)) ? 1 : 0;
  return days;
}

/// Who was not reached is followed until the dossier closed, or until now.
void count_contact_days(const Reports::Parts& parts, ScopeTally& tally, const CaseFacts& one, Date from,
                        std::optional<Date> act) {
  const bool done = act && *act >= from;
  const Date end = done ? *act : one.open || !one.closed_on ? parts.head.on : *one.closed_on;
  const int days = school_days(*parts.setting.calendar, one.school, from, end);
  std::size_t found = 0;
  for (const int limit : report_classes().days) found += days >= limit ? 1 : 0;
  ++(done ? tally.contact_days.done : tally.contact_days.lost)[found];
}

}  // namespace

void count_waiting(const Reports::Parts& parts, ScopeTally& tally, const Counted& pupil,
                   const CaseFacts& one) {
  const auto from = parts.head.scope == ReportScope::school ? one.signal_on : one.open_signal_on;
  if (!from || !within(pupil.period, *from)) return;
  wait_for(tally.waiting[0], *parts.setting.calendar, from, one.contact_on, one.open);
  wait_for(tally.waiting[1], *parts.setting.calendar, from, one.talk_on, one.open);
  count_contact_days(parts, tally, one, *from, one.contact_on);
}

/// From the signal that asks for a melding until the first melding after it; as the timeliness of signals.
void count_melding_wait(const Reports::Parts& parts, ScopeTally& tally, const Counted& pupil) {
  Waiting& waiting = tally.waiting[2];
  for (const NotedSignal& signal : pupil.notes.signals) {
    if (signal.step != "melding" || !signal.must || !within(pupil.period, signal.reached_on)) continue;
    ++waiting.people;
    const bool in_term = signal.timely == Timely::on_time, done = in_term || signal.timely == Timely::late;
    waiting.in_term += in_term ? 1 : 0;
    waiting.done += done ? 1 : 0;
    waiting.open += !done && signal.timely != Timely::unknown ? 1 : 0;
    if (done && signal.acted_on)
      waiting.days.push_back(working_days(*parts.setting.calendar, signal.reached_on, *signal.acted_on));
  }
}

}  // namespace verzuim
