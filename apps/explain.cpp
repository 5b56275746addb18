// SPDX-License-Identifier: EUPL-1.2
// verzuim explain: why a signal is there, what moved a dossier, how far the rules are for a pupil.
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <type_traits>

#include "cli.hpp"
#include "ground.hpp"
#include "io.hpp"
#include "verzuim/disclosure.hpp"
#include "verzuim/error.hpp"
#include "verzuim/explanation.hpp"
#include "verzuim/store.hpp"
#include "verzuim/text.hpp"

using namespace verzuim;

namespace {

/// A part of an id is taken for the whole from so many characters.
constexpr std::size_t least_prefix = 6;

/// What all pupils share, as it was known at a moment.
struct Shared {
  Shared(Store& store, const KnownAt& at)
      : calendar(Reference::shipped(), store.schools(at), store.calendar(at)),
        timetables(store.timetables(at)),
        setting{&Law::shipped(), &Reference::shipped(), &calendar, &timetables, &store.school_names()} {}
  Shared(const Shared&) = delete;

  Calendar calendar;
  Timetables timetables;
  Setting setting;
};

PupilFacts facts_of(Store& store, const std::string& pupil, const KnownAt& at) {
  PupilFacts found;
  const std::vector<std::string> only = {pupil};
  store.each_pupil([&](const PupilFacts& facts) { found = facts; }, &only, at);
  return found;
}

/// Everything that one explanation needs.
struct Scene {
  Scene(const Global& g, const ExplainOptions& o)
      : global(g),
        on(date_option(o.on, "--on")),
        at(known_at(o.known_at)),
        rules(load_rulebook(g, o.rules, o.only_rules)),
        store(g.store, false) {
    expect_holder(g, store);
    document.language = *parse_language(g.lang);
    document.role_labels = g.config.role_labels;
    document.reference = &Reference::shipped();
  }

  const Global& global;
  Date on;
  KnownAt at;
  Rulebook rules;
  Store store;
  DocumentOptions document;
};

/// Through whose eyes: those of the role asked for, else those of whoever holds the store. Parents and pupil
/// may see what the school holds of them.
RoleHolder viewer_of(const Global& global, const std::string& role) {
  const bool gemeente = global.config.holder_kind == "gemeente";
  if (gemeente) return RoleHolder::gemeente;
  if (role.empty() || role == "parents" || role == "pupil") return RoleHolder::school;
  // Care and other parties have a part in a dossier or none at all.
  if (role == "team-jeugd" || holder_of(role) == RoleHolder::other)
    throw Error(
        ErrorCode::not_permitted,
        fmt::format(
            "{} may see a dossier in which it has a part, no signal and no pupil; ask for the dossier",
            role));
  return holder_of(role);
}

/// The one whose id is `text`, or begins with it; null when there is none. Throws: Error (no_input) when it
/// could be more than one.
template <class T>
const T* by_id(const std::vector<T>& list, const std::string& text) {
  const T* found = nullptr;
  for (const T& one : list) {
    if (one.id == text) return &one;
    if (text.size() < least_prefix || !one.id.starts_with(text)) continue;
    if (found != nullptr)
      throw Error(ErrorCode::no_input,
                  fmt::format("`{}` could be {} or {}; write more of the id", text, found->id, one.id));
    found = &one;
  }
  return found;
}

/// The facts before the delivery that took the signal away; nothing when it followed from none.
std::unique_ptr<Shared> look_back(Scene& scene, const Signal& signal, EarlierFacts& earlier) {
  std::vector<Receipt> deliveries = scene.store.deliveries();
  for (std::size_t i = deliveries.size(); i-- > 0;) {
    // The state just before delivery i is that of the newest earlier moment.
    const std::string moment = deliveries[i].at;
    if (i > 0 && deliveries[i - 1].at == moment) continue;
    const KnownAt before{i > 0 ? deliveries[i - 1].at : std::string("0000-01-01T00:00:00Z")};
    auto shared = std::make_unique<Shared>(scene.store, before);
    PupilFacts facts = facts_of(scene.store, signal.pupil, before);
    if (facts.pupil.empty() || !follows(scene.rules, shared->setting, facts, scene.on, signal.id)) continue;
    earlier.facts = std::move(facts);
    earlier.after = facts_of(scene.store, signal.pupil, {moment});
    earlier.setting = shared->setting;
    earlier.at = moment;
    for (const Receipt& receipt : deliveries)
      if (receipt.at == moment) earlier.files.push_back(receipt.file);
    return shared;
  }
  return nullptr;
}

/// Explains something of a pupil; that it was refused is noted too.
template <class Work>
int explained(Scene& scene, const ExplainOptions& options, const std::string& pupil, const Work& work) {
  int code = 0;
  noting_refusal(scene.store, pupil, options.for_role, [&] { code = work(); });
  return code;
}

template <class Explanation>
int write(Scene& scene, const ExplainOptions& options, const Explanation& made, const std::string& pupil) {
  constexpr bool is_pupil = std::is_same_v<Explanation, PupilExplanation>;
  if (options.format == "html" && !is_pupil)
    throw Error(
        ErrorCode::usage,
        "--format html is for a pupil; for a signal or a dossier use text or toml, or `verzuim report "
        "dossier --format html`");
  const std::vector<std::string> shown = {pupil};
  scene.store.note_read(&shown, options.for_role.empty() ? "" : "for " + options.for_role);
  std::string out;
  if constexpr (is_pupil) {
    if (options.format == "html") write_html(out, made, scene.document);
  }
  if (options.format == "toml") write_toml(out, made);
  if (options.format == "text") write_text(out, made, scene.document);
  print(out);
  return 0;
}

int explain_one_signal(Scene& scene, const ExplainOptions& options, const Signal& signal) {
  const Shared shared(scene.store, scene.at);
  const PupilFacts facts =
      signal.pupil.empty() ? PupilFacts{} : facts_of(scene.store, signal.pupil, scene.at);
  ExplanationGround ground{&scene.rules, shared.setting, scene.on,
                           [&](int batch) { return scene.store.batch_file(batch); },
                           viewer_of(scene.global, options.for_role)};
  SignalExplanation made = explain_signal(ground, facts, signal);
  if (!made.found && made.rule_in_use && scene.at.time.empty()) {
    EarlierFacts earlier;
    if (const auto kept = look_back(scene, signal, earlier))
      made = explain_signal(ground, facts, signal, &earlier);
  }
  return write(scene, options, made, signal.pupil);
}

/// All events by their dossier, those of one pupil or of one dossier.
std::vector<std::vector<DossierEvent>> dossiers_of(Scene& scene,
                                                   const std::function<bool(const DossierEvent&)>& wanted) {
  std::map<std::string, std::vector<DossierEvent>> by_id;
  for (DossierEvent& event : scene.store.events())
    if (wanted(event)) by_id[event.dossier].push_back(std::move(event));
  std::vector<std::vector<DossierEvent>> all;
  for (auto& [id, events] : by_id) all.push_back(std::move(events));
  return all;
}

std::vector<Signal> signals_of(const std::vector<Signal>& signals, const std::string& pupil) {
  std::vector<Signal> own;
  for (const Signal& signal : signals)
    if (signal.pupil == pupil) own.push_back(signal);
  return own;
}

int explain_one_dossier(Scene& scene, const ExplainOptions& options, const std::vector<DossierEvent>& events,
                        const std::vector<Signal>& signals) {
  const LadderSet ladders = load_ladders(scene.global, {});
  const DossierState state = fold(events, ladders);
  const Ladder& ladder = *ladders.find(state.ladder);
  const DossierReader reader = reader_of(scene.global, options.for_role, scene.on,
                                         facts_of(scene.store, state.pupil, scene.at), state, ladder);
  DossierView(state, events, ladder, reader).expect_something();
  return write(scene, options,
               explain_dossier(events, ladders, scene.rules, signals_of(signals, state.pupil), reader),
               state.pupil);
}

int explain_one_pupil(Scene& scene, const ExplainOptions& options, const PupilFacts& facts,
                      const std::vector<Signal>& signals) {
  const Shared shared(scene.store, scene.at);
  const RoleHolder viewer = viewer_of(scene.global, options.for_role);
  const ExplanationGround ground{&scene.rules, shared.setting, scene.on,
                                 [&](int batch) { return scene.store.batch_file(batch); }, viewer};
  const LadderSet ladders = load_ladders(scene.global, {});
  const std::vector<Signal> own = signals_of(signals, facts.pupil);
  std::vector<DossierExplanation> dossiers;
  for (const auto& events :
       dossiers_of(scene, [&](const DossierEvent& e) { return e.pupil == facts.pupil; })) {
    const DossierState state = fold(events, ladders);
    const Ladder& ladder = *ladders.find(state.ladder);
    const DossierReader reader = reader_of(scene.global, options.for_role, scene.on, facts, state, ladder);
    if (DossierView(state, events, ladder, reader).refusal() == nullptr)
      dossiers.push_back(explain_dossier(events, ladders, scene.rules, own, reader));
  }
  return write(scene, options, explain_pupil(ground, facts, own, dossiers), facts.pupil);
}

/// A signal that no run has kept, or an undecided verdict: both are worked out again for everyone.
std::optional<Signal> work_out(Scene& scene, const std::string& id) {
  const Shared shared(scene.store, scene.at);
  Engine engine(scene.rules, shared.setting);
  std::vector<Signal> signals, undecided;
  scene.store.each_pupil(
      [&](const PupilFacts& facts) { engine.evaluate(facts, scene.on, signals, undecided); }, nullptr,
      scene.at);
  signals.insert(signals.end(), undecided.begin(), undecided.end());
  const Signal* found = by_id(signals, id);
  return found == nullptr ? std::nullopt : std::optional(*found);
}

}  // namespace

int run_explain(const Global& global, const ExplainOptions& options) {
  need_role(options.for_role, "--for");
  Scene scene(global, options);
  std::vector<Signal> signals = scene.store.signals();
  // News is what nobody has taken up yet.
  for (const Signal& pending : scene.store.pending_signals())
    for (Signal& signal : signals)
      if (signal.id == pending.id) signal.status = pending.status;
  const PupilFacts facts = facts_of(scene.store, options.what, scene.at);
  const Signal* signal = by_id(signals, options.what);
  if (signal != nullptr && !facts.pupil.empty())
    throw Error(ErrorCode::no_input,
                "this is the id of a signal and the key of a pupil; give the first characters of the id");
  if (!facts.pupil.empty())
    return explained(scene, options, facts.pupil,
                     [&] { return explain_one_pupil(scene, options, facts, signals); });
  if (signal != nullptr)
    return explained(scene, options, signal->pupil,
                     [&] { return explain_one_signal(scene, options, *signal); });
  const auto begins = [&](const DossierEvent& e) {
    return e.dossier == options.what ||
           (options.what.size() >= least_prefix && e.dossier.starts_with(options.what));
  };
  const auto dossiers = dossiers_of(scene, begins);
  if (dossiers.size() > 1)
    throw Error(ErrorCode::no_input, fmt::format("`{}` could be {} or {}; write more of the id", options.what,
                                                 dossiers[0].front().dossier, dossiers[1].front().dossier));
  if (!dossiers.empty())
    return explained(scene, options, dossiers.front().front().pupil,
                     [&] { return explain_one_dossier(scene, options, dossiers.front(), signals); });
  if (const auto found = work_out(scene, options.what))
    return explained(scene, options, found->pupil,
                     [&] { return explain_one_signal(scene, options, *found); });
  throw Error(ErrorCode::no_input,
              "there is no signal, dossier or pupil of that id; see `verzuim flag --all` and `verzuim "
              "dossier list --all`");
}
