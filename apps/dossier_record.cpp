// SPDX-License-Identifier: EUPL-1.2
// verzuim dossier record, close: what people did, one event from the command line or many from a file. All of
// them are recorded or none.
#include <fmt/format.h>

#include <map>

#include "dossier_verbs.hpp"
#include "ground.hpp"
#include "io.hpp"
#include "verzuim/error.hpp"
#include "verzuim/escalation.hpp"

using namespace verzuim;

std::vector<DossierEvent> events_of(Store& store, const std::string& id) {
  std::vector<DossierEvent> events = store.events(id);
  if (id.empty() || events.empty())
    throw Error(ErrorCode::no_input,
                fmt::format("there is no dossier `{}`; see `verzuim dossier list --all`", id));
  return events;
}

PupilFacts facts_of(Store& store, const std::string& pupil) {
  PupilFacts found;
  const std::vector<std::string> only = {pupil};
  store.each_pupil([&](const PupilFacts& facts) { found = facts; }, &only);
  return found;
}

EntryField text_field(const std::string& path) {
  return {"text", read_file(path, by_hand), {shown_name(path), 1, 1}, true};
}

namespace {

[[noreturn]] void misuse(const std::string& message) { throw Error(ErrorCode::usage, message); }

/// A handover is an event with options of its own, because it is done by hand so often.
DossierEntry handover_of(const DossierOptions& options) {
  const bool offers = !options.to.empty() || !options.gemeente.empty() || !options.school.empty() ||
                      options.transition.ends_with("-ho");
  if (offers && (options.accept || options.refuse))
    misuse("--accept and --refuse answer what was offered; leave out --to, --gemeente and --school");
  if (!offers && !options.accept && !options.refuse)
    misuse(
        "say to whom: --to ROLE, --gemeente CODE or --school BRIN; or answer an offer with --accept or "
        "--refuse");
  DossierEntry entry;
  entry.type = "handover";
  entry.dossier = options.id;
  const auto add = [&](const char* key, const std::string& value) {
    if (!value.empty()) entry.fields.push_back({key, value, {}});
  };
  add("state", options.accept ? "accepted" : options.refuse ? "refused" : "offered");
  add("by", options.role);
  add("to", options.to);
  add("gemeente", options.gemeente);
  add("school", options.school);
  add("transition", options.transition);
  if (offers && options.why.empty() && options.transition.empty())
    misuse("say why with --reason: turns_18, duty_changes, moves_gemeente, changes_school, person or other");
  const std::string reason = options.why.empty() && !options.transition.empty() ? "transition" : options.why;
  add(options.refuse ? "refused_why" : "reason", options.accept ? std::string() : reason);
  if (!options.a4.empty()) {
    add("a4_on", options.a4);
    add("a4_with_pupil", options.without_pupil ? "no" : "yes");
  }
  if (!options.text.empty()) entry.fields.push_back(text_field(options.text));
  if (options.nothing_medical) add("nothing_medical", "yes");
  return entry;
}

/// What the command line and the files it names ask to be recorded.
std::vector<DossierEntry> entries_of(const DossierOptions& options) {
  if (!options.from.empty()) {
    if (!options.event.empty() || !options.text.empty() || options.nothing_medical)
      misuse("--from brings the events with their fields and texts; leave out the event and --text");
    std::vector<DossierEntry> entries =
        read_entries(read_file(options.from, by_hand), shown_name(options.from));
    for (DossierEntry& entry : entries) {
      if (entry.dossier.empty()) entry.dossier = options.id;
      if (entry.dossier.empty())
        throw Error(ErrorCode::data, "an event lacks its `dossier`; add it, or give the dossier as ID",
                    entry.place);
      if (!options.id.empty() && entry.dossier != options.id)
        throw Error(ErrorCode::data,
                    fmt::format("this event is of dossier {} and not of {}; leave out ID to record "
                                "for several dossiers",
                                entry.dossier, options.id),
                    entry.place);
    }
    return entries;
  }
  if (options.verb == "handover") return {handover_of(options)};
  const std::string type = options.verb == "close" ? "closed" : options.event;
  if (options.id.empty()) misuse("say for which dossier: record ID EVENT key=value…, or record --from FILE");
  if (type.empty()) misuse("say what happened: record ID EVENT key=value…, or record ID --from FILE");
  DossierEntry entry = entry_of(type, options.fields);
  entry.dossier = options.id;
  if (!options.text.empty()) entry.fields.push_back(text_field(options.text));
  if (options.nothing_medical) entry.fields.push_back({"nothing_medical", "yes", {}});
  return {entry};
}

/// One run of recording: the dossiers as they are with what was taken up so far.
class Recording {
 public:
  Recording(const Global& global, Store& store) : store_(store), ground_(global, store) {}

  void take(const DossierEntry& entry, Date on) {
    try {
      add(entry, on);
    } catch (const Error& e) {
      if (entry.place.file.empty() || !e.place().file.empty()) throw;
      throw Error(e.code() == ErrorCode::usage ? ErrorCode::data : e.code(), e.what(), entry.place);
    }
  }

  std::vector<DossierEvent>& events() { return events_; }

 private:
  void add(const DossierEntry& entry, Date on) {
    DossierEvent event = event_of(entry, on, {});
    auto& history = histories_[entry.dossier];
    if (history.empty()) history = events_of(store_, entry.dossier);
    const DossierState state = fold(history, ground_.ladders);
    event.dossier = state.id;
    event.pupil = state.pupil;
    event.school = state.school;
    event.recorded_at = ground_.setting.at;
    // Who does not say otherwise speaks as the one whose turn it is.
    if (event.role.empty()) event.role = state.owner.empty() ? "verzuimcoordinator" : state.owner;
    check_event(event, state, today());
    check_step(event, state, *ground_.ladders.find(state.ladder));
    check_mention(event, history, *ground_.ladders.find(state.ladder));
    if (!facts_.contains(state.pupil)) facts_[state.pupil] = facts_of(store_, state.pupil);
    event = complete_event(ground_.setting, facts_[state.pupil], history, std::move(event));
    history.push_back(event);
    events_.push_back(std::move(event));
  }

  Store& store_;
  Ground ground_;
  std::map<std::string, std::vector<DossierEvent>> histories_;
  std::map<std::string, PupilFacts> facts_;
  std::vector<DossierEvent> events_;
};

}  // namespace

int record_events(const Global& global, const DossierOptions& options) {
  const Date on = date_option(options.on, "--on");
  const std::vector<DossierEntry> entries = entries_of(options);
  Store store(global.store, false);
  expect_holder(global, store);
  std::size_t count = 0;
  store.together([&] {
    Recording recording(global, store);
    for (const DossierEntry& entry : entries) recording.take(entry, on);
    store.append(recording.events());
    count = recording.events().size();
  });
  if (global.verbose) say(fmt::format("verzuim dossier: {} events recorded", count));
  return 0;
}
