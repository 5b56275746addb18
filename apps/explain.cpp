// SPDX-License-Identifier: EUPL-1.2
// verzuim explain: why a signal is there, what moved a dossier, how far the rules are for a pupil.
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>

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

void need_role(const std::string& role) {
  if (role.empty() || is_role(role)) return;
  const std::string near = nearest(role, {role_names.begin(), role_names.end()});
  throw Error(ErrorCode::usage,
              fmt::format("--for: there is no role `{}`; {}", role,
                          near.empty() ? "it is one of " + join({role_names.begin(), role_names.end()}, ", ")
                                       : "did you mean `" + near + "`?"));
}

/// Through whose eyes: those of the role asked for, else those of whoever holds the store. Parents and pupil
/// may see what the school holds of them.
RoleHolder viewer_of(const Global& global, const std::string& role) {
  const bool gemeente = global.config.holder_kind == "gemeente";
  if (gemeente) return RoleHolder::gemeente;
  if (role.empty() || role == "parents" || role == "pupil") return RoleHolder::school;
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
    earlier.setting = shared->setting;
    earlier.at = moment;
    for (const Receipt& receipt : deliveries)
      if (receipt.at == moment) earlier.files.push_back(receipt.file);
    return shared;
  }
  return nullptr;
}

template <class Explanation>
int write(const Scene& scene, const ExplainOptions& options, const Explanation& made) {
  std::string out;
  if (options.format == "toml")
    write_toml(out, made);
  else
    write_text(out, made, scene.document);
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
  return write(scene, options, made);
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
  need_role(options.for_role);
  Scene scene(global, options);
  std::vector<Signal> signals = scene.store.signals();
  // News is what nobody has taken up yet.
  for (const Signal& pending : scene.store.pending_signals())
    for (Signal& signal : signals)
      if (signal.id == pending.id) signal.status = pending.status;
  const Signal* signal = by_id(signals, options.what);
  if (signal != nullptr) return explain_one_signal(scene, options, *signal);
  if (const auto found = work_out(scene, options.what)) return explain_one_signal(scene, options, *found);
  throw Error(ErrorCode::no_input,
              "there is no signal, dossier or pupil of that id; see `verzuim flag --all` and `verzuim "
              "dossier list --all`");
}
