// SPDX-License-Identifier: EUPL-1.2
// verzuim store purge, forget and hold: what must go, and what must stay for now.
#include <fmt/format.h>

#include <map>

#include "cli.hpp"
#include "io.hpp"
#include "verzuim/csv.hpp"
#include "verzuim/retention.hpp"
#include "verzuim/store.hpp"

using namespace verzuim;

namespace {

int hold(Store& store, const StoreOptions& options) {
  if (options.release) {
    store.release(options.pupil);
    return 0;
  }
  if (options.pupil.empty()) {
    const std::vector<Hold> holds = store.holds();
    std::vector<std::string> pupils;
    for (const Hold& h : holds) pupils.push_back(h.pupil);
    store.note_read(&pupils);
    std::string out;
    write_csv_row(out, {"pupil", "why", "at", "actor"});
    for (const Hold& h : holds) write_csv_row(out, {h.pupil, h.why, h.at, h.actor});
    print(out);
    return 0;
  }
  Retention::shipped().reason(options.why, true);
  store.hold(options.pupil, options.why);
  return 0;
}

int forget(Store& store, const StoreOptions& options) {
  const RetentionReason& reason = Retention::shipped().reason(options.why, false);
  const std::string holder = store.holder().kind;
  const std::vector<std::string> only = {options.pupil};
  const RetentionTerm* term = nullptr;
  store.each_pupil(
      [&](const PupilFacts& facts) {
        term = Retention::shipped().must_keep(facts.enrolments, facts.diplomas, holder, today());
      },
      &only);
  noting_refusal(store, options.pupil, {}, [&] {
    if (term != nullptr && !reason.within_term)
      throw Error(ErrorCode::not_permitted,
                  fmt::format("these data must still be kept ({}: {}), so `{}` is no reason to erase them; "
                              "see RETENTION in verzuim-privacy(7)",
                              term->id, term->article, options.why));
    store.purge(only, options.why);
  });
  return 0;
}

int purge(const Global& global, Store& store, const StoreOptions& options) {
  if (!options.due) {
    // Finishes what another run began.
    store.purge({}, {});
    return 0;
  }
  const Date on = date_option(options.on, "--on");
  if (on > today() && !options.dry_run)
    throw Error(ErrorCode::usage, "--on: nothing is purged before its day; a later day needs --dry-run");
  const std::string holder = store.holder().kind;
  std::map<std::string, std::string> held;
  for (const Hold& h : store.holds()) held[h.pupil] = h.why;
  std::vector<std::string> due;
  std::map<std::string, std::int64_t> unknown;
  std::string out;
  write_csv_row(out, {"pupil", "due_on", "term", "held"});
  const auto each = [&](const PupilFacts& facts) {
    const DueDate when = Retention::shipped().due(facts.enrolments, facts.diplomas, holder);
    if (!when.on && when.unknown != "enrolled") ++unknown[when.unknown];
    if (!when.on || *when.on > on) return;
    const auto at = held.find(facts.pupil);
    if (at == held.end()) due.push_back(facts.pupil);
    write_csv_row(
        out, {facts.pupil, to_string(*when.on), when.term, at == held.end() ? std::string() : at->second});
  };
  store.each_pupil(each);
  if (options.dry_run)
    store.note_read(&due, "dry run");
  else
    store.purge(due, "due");
  print(out);
  for (const auto& [why, count] : unknown)
    if (!why.empty())
      say(fmt::format(
          "verzuim store: of {} pupils it cannot be said when their data are to go ({}); look at them by "
          "hand, or use `verzuim store forget`",
          count, why));
  if (global.verbose)
    say(fmt::format("verzuim store: {} pupils {}", due.size(),
                    options.dry_run ? "would be purged" : "purged"));
  return 0;
}

}  // namespace

int erase_from_store(const Global& global, Store& store, const StoreOptions& options) {
  if (options.verb == "hold") return hold(store, options);
  if (options.verb == "forget") return forget(store, options);
  return purge(global, store, options);
}
