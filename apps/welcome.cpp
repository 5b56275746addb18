// SPDX-License-Identifier: EUPL-1.2
#include "welcome.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <optional>
#include <utility>

#include "io.hpp"
#include "terminal.hpp"
#include "verzuim/error.hpp"
#include "verzuim/store.hpp"
#include "verzuim/text.hpp"

using namespace verzuim;

namespace {

/// A step that makes sense now: why, and the command.
struct Step {
  std::string why, command;
};

constexpr const char* whole_pipe = "verzuim flag | verzuim escalate - | verzuim report worklist -";
constexpr const char* week_pipe =
    "verzuim ingest week.csv | verzuim flag - | verzuim escalate - | verzuim report worklist -";

std::string number_of(std::int64_t number, std::string_view one, std::string_view more) {
  return fmt::format("{} {}", number, number == 1 ? one : more);
}

std::int64_t held(const StoreInfo& info, FileKind kind) { return info.facts[static_cast<std::size_t>(kind)]; }

/// The last day of which absence was taken in.
std::optional<Date> last_day(const StoreInfo& info) {
  std::optional<Date> last;
  for (const Receipt& receipt : info.deliveries)
    if (receipt.kind == "absences" && receipt.last_date && (!last || *receipt.last_date > *last))
      last = receipt.last_date;
  return last;
}

/// What a look into the store gives; `fault` when it cannot be opened.
struct Look {
  StoreInfo info;
  std::optional<Run> run;
  int batches = 0;
  std::size_t pending = 0;
};

Look look_into(const Global& global) {
  Store store(global.store, false);
  expect_holder(global, store);
  Look look;
  look.info = store.info();
  look.run = store.last_look();
  look.batches = store.last_batch();
  look.pending = store.pending_signals().size();
  return look;
}

std::string about_config(const Global& global) {
  if (global.config_path.empty()) return "none; law and national rules are in use";
  if (global.config.holder_kind.empty()) return global.config_path;
  const std::string code = global.config.holder_code.empty() ? "without a code" : global.config.holder_code;
  return fmt::format("{}, of {} {}", global.config_path, global.config.holder_kind, code);
}

std::string about_store(const Look& look, const std::string& path) {
  const std::int64_t absences = held(look.info, FileKind::absences);
  std::string text =
      fmt::format("{}, {}, {}, {}", path, number_of(held(look.info, FileKind::schools), "school", "schools"),
                  number_of(look.info.pupils, "pupil", "pupils"), number_of(absences, "absence", "absences"));
  if (const auto last = last_day(look.info)) text += " up to " + to_string(*last);
  return text;
}

std::string about_run(const Look& look) {
  if (!look.run) return "not yet";
  std::string text =
      fmt::format("on {}; {}, {}", to_string(look.run->on), number_of(look.info.signals, "signal", "signals"),
                  number_of(look.info.dossiers, "dossier", "dossiers"));
  if (look.pending > 0)
    text += fmt::format("; {} for escalate",
                        number_of(static_cast<std::int64_t>(look.pending), "signal waits", "signals wait"));
  return text;
}

/// Whose data they are comes first: a config decides what may come in.
std::optional<Step> step_of_config(const Global& global, bool has_store) {
  if (global.config_path.empty() && !has_store)
    return Step{"say whose data it will be; or gemeente, or region", "verzuim init school --code BRIN"};
  if (!global.config_path.empty() && global.config.holder_kind.empty())
    return Step{"say in it whose data these are",
                "verzuim init school --out -   (shows the line with `holder`)"};
  if (!global.config_path.empty() && global.config.holder_code.empty())
    return Step{fmt::format("fill in the code of `holder` in {}, then", global.config_path), "verzuim"};
  return std::nullopt;
}

Step step_of_store(const Look& look) {
  if (held(look.info, FileKind::schools) == 0 || look.info.pupils == 0)
    return {"take in the schools and pupils", "verzuim ingest schools.csv pupils.csv timetable.csv"};
  if (held(look.info, FileKind::absences) == 0)
    return {"see how an export of absence will be read, then take it in",
            "verzuim ingest --show-profile EXPORT.csv"};
  if (!look.run || look.run->last_batch < look.batches)
    return {"look at what was taken in since", whole_pipe};
  if (look.pending > 0) return {"move the dossiers", "verzuim escalate | verzuim report worklist -"};
  if (look.run->on < today()) return {"look at what today brings: what came due, who turned 18", whole_pipe};
  return {"take in the next export", week_pipe};
}

}  // namespace

std::string welcome(const Global& global, bool colour) {
  const bool has_store = !global.store.empty() && std::filesystem::exists(global.store);
  std::optional<Look> look;
  std::optional<Step> step = step_of_config(global, has_store);
  std::string store = global.store + ", not there yet";
  if (has_store) {
    // A store that cannot be opened is no reason to say nothing.
    try {
      look = look_into(global);
      store = about_store(*look, global.store);
      if (!step) step = step_of_store(*look);
    } catch (const Error& e) {
      store = e.text();
      if (!step) step = Step{"do what is said of the store, then", "verzuim"};
    }
  }
  if (!step) step = step_of_store(Look{});

  std::string out = "verzuim: signals and dossiers from school absence\n\n";
  const auto line = [&](std::string_view name, const std::string& text) {
    out += heading(fmt::format("{:<8}", name), colour) + text + '\n';
  };
  line("Config", about_config(global));
  line("Store", store);
  if (look) line("Flagged", about_run(*look));
  line("Next", step->why + ":");
  out += "          " + step->command + '\n';
  if (look && look->info.dossiers > 0)
    line("Also", "verzuim dossier list, verzuim report worklist, verzuim explain SIGNAL");
  line("Help", "verzuim --help, verzuim ingest --help, man verzuim");
  return out;
}
