// SPDX-License-Identifier: EUPL-1.2
// Work lists: who does what, why, with whom and by when.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "report_case.hpp"
#include "report_frame.hpp"
#include "verzuim/dossier_view.hpp"
#include "verzuim/hash.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

/// What a gemeente may not see is taken out. False when nothing that moves it is left.
bool strip_for_gemeente(Action& action, const std::function<bool(const std::string&)>& hidden) {
  if (is_of_jeugdarts(action.step, action.role)) return false;
  disclose(action, {action.role, holder_of(action.role)});
  const auto gone = std::remove_if(action.signals.begin(), action.signals.end(),
                                   [&](const std::string& id) { return hidden && hidden(id); });
  const bool some = gone != action.signals.end();
  action.signals.erase(gone, action.signals.end());
  if (!some) return true;
  // The words may speak of what was taken out, so they go too; what is left of the signals says enough.
  action.why.clear();
  action.basis.clear();
  return !action.signals.empty();
}

bool is_overdue(const Action& action, Date on) { return action.due_on && *action.due_on < on; }

bool sooner(const Action& a, const Action& b) {
  const auto key = [](const Action& x) {
    return std::tuple(x.due_on.value_or(open_end), x.pupil, x.dossier, x.step);
  };
  return key(a) < key(b);
}

/// A role that goes into the name of a file: only words that we know ourselves.
std::string file_role(const std::string& role) { return is_role(role) ? role : "other"; }

/// A mentor's code as part of a file name: a path never holds what only the data says, so odd ones go by a
/// fingerprint.
std::string file_owner(const std::string& owner) {
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  };
  return std::all_of(owner.begin(), owner.end(), plain) && owner.size() <= 32 ? owner : short_id({owner});
}

std::string list_stem(const WorkList& list) {
  std::string stem = "worklist-" + file_role(list.role);
  if (is_brin(list.school)) stem += "-" + list.school;
  if (!list.owner.empty()) stem += "-" + file_owner(list.owner);
  if (!list.for_gemeente) return stem;
  const bool code = list.gemeente.size() == 4 && parse_count(list.gemeente);
  return fmt::format("worklist-{}-{}", file_role(list.role), code ? list.gemeente : "unknown");
}

std::string list_title(const WorkList& list, const DocumentOptions& options) {
  const bool nl = options.language == Language::nl;
  std::string title = list.role.empty() ? std::string(nl ? "Nog niemand aangewezen" : "Nobody appointed yet")
                                        : role_text(list.role, options);
  if (title.front() >= 'a' && title.front() <= 'z')
    title.front() = static_cast<char>(title.front() - 'a' + 'A');
  if (!list.school.empty()) title += fmt::format(", school {}", list.school);
  if (!list.owner.empty()) title += ", " + list.owner;
  if (!list.for_gemeente) return title;
  if (list.gemeente.empty())
    return fmt::format(
        "{}, {}", title,
        nl ? "woongemeente niet bekend: zoek die eerst op" : "woongemeente not known: find it first");
  return fmt::format("{}, {} {}", title, nl ? "gemeente" : "gemeente", gemeente_text(list.gemeente, options));
}

Card card_of(const Action& action, Date on, const WorkList& list, const DocumentOptions& options) {
  const bool nl = options.language == Language::nl;
  const Language language = options.language;
  Card card;
  card.urgent = is_overdue(action, on);
  const std::string step = label(action.step, language);
  card.title = fmt::format("{}{} {}: {}", card.urgent ? (nl ? "Te laat · " : "Overdue · ") : "",
                           nl ? "Leerling" : "Pupil", action.pupil, step);
  const auto fact = [&](std::string_view dutch, std::string_view english, std::string value) {
    if (!value.empty()) card.facts.emplace_back(nl ? dutch : english, std::move(value));
  };
  // The owner says more than the role where it is a mentor's code or what a region calls the role.
  if (action.owner != action.role) fact("Wie", "Who", action.owner);
  fact("Uiterlijk", "By",
       action.due_on ? date_text(*action.due_on, language)
                     : std::string(nl ? "geen datum bekend" : "no date known"));
  fact("Doen", "Do", action.act);
  fact("Waarom", "Why", action.why);
  fact("Uitnodigen", "Invite", roles_text(action.invite, options));
  fact("Informeren", "Inform", roles_text(action.inform, options));
  fact("Te bereiken", "To be reached", action.contact);
  fact("School", "School", action.school);
  if (!list.for_gemeente && !action.gemeente.empty())
    fact("Woongemeente", "Woongemeente", gemeente_text(action.gemeente, options));
  fact("Grondslag", "Basis", join(action.basis, "; "));
  fact("Dossier", "Dossier", action.dossier);
  return card;
}

void add_list(Document& document, const WorkList& list, Date on, const DocumentOptions& options) {
  const bool nl = options.language == Language::nl;
  const auto overdue = std::count_if(list.actions.begin(), list.actions.end(),
                                     [&](const Action& a) { return is_overdue(a, on); });
  document.blocks.emplace_back(
      Paragraph{fmt::format("{}: {}. {}: {}.", nl ? "Te doen" : "To do", list.actions.size(),
                            nl ? "Waarvan te laat" : "Of which overdue", overdue)});
  for (const Action& action : list.actions) document.blocks.emplace_back(card_of(action, on, list, options));
}

std::string worklist_csv(const std::vector<const WorkList*>& lists, Date on, const DocumentOptions& options) {
  Document document;
  Grid grid;
  grid.heads = {"role", "due_on", "overdue", "pupil", "school", "gemeente", "step",    "act",
                "why",  "invite", "inform",  "owner", "basis",  "signals",  "dossier", "contact"};
  for (const WorkList* list : lists)
    for (const Action& a : list->actions)
      grid.rows.push_back({a.role, a.due_on ? to_string(*a.due_on) : "", is_overdue(a, on) ? "yes" : "no",
                           a.pupil, a.school, a.gemeente, a.step, a.act, a.why, join(a.invite, ";"),
                           join(a.inform, ";"), a.owner, join(a.basis, ";"), join(a.signals, ";"), a.dossier,
                           a.contact});
  document.blocks.emplace_back(std::move(grid));
  return write_csv_tables(document, options.raw).front().second;
}

}  // namespace

std::vector<WorkList> work_lists(std::vector<Action> actions,
                                 const std::function<bool(const std::string&)>& hidden_signal,
                                 int* held_back) {
  std::map<std::pair<std::size_t, std::string>, WorkList> lists;
  int held = 0;
  for (Action& action : actions) {
    const RoleHolder holder = holder_of(action.role);
    const bool gemeente = holder == RoleHolder::gemeente;
    // Others outside the school are held to the same as a gemeente.
    const bool strict = gemeente || (holder == RoleHolder::other && !action.role.empty());
    if (strict && !strip_for_gemeente(action, hidden_signal)) {
      ++held;
      continue;
    }
    // At a school a list is of that school, and a mentor's of that mentor.
    const std::string school = holder == RoleHolder::school ? std::string(brin_of(action.school)) : "";
    const std::string owner =
        action.role == "mentor" && action.owner != role_label("mentor") ? action.owner : "";
    const auto rank = static_cast<std::size_t>(std::find(role_names.begin(), role_names.end(), action.role) -
                                               role_names.begin());
    WorkList& list = lists[{rank, join({action.role, gemeente ? action.gemeente : school, owner}, "/")}];
    list.role = action.role;
    list.for_gemeente = gemeente;
    list.school = school;
    list.owner = owner;
    if (gemeente) list.gemeente = action.gemeente;
    list.actions.push_back(std::move(action));
  }
  if (held_back != nullptr) *held_back = held;
  std::vector<WorkList> sorted;
  for (auto& [key, list] : lists) {
    std::stable_sort(list.actions.begin(), list.actions.end(), sooner);
    sorted.push_back(std::move(list));
  }
  return sorted;
}

std::vector<ReportFile> write_work_lists(const std::vector<WorkList>& lists, Date on, ReportFormat format,
                                         bool apart, const DocumentOptions& options) {
  const bool nl = options.language == Language::nl;
  std::vector<ReportFile> files;
  Links links;
  const std::string foot = fmt::format("{} {}", nl ? "Stand op" : "As of", date_text(on, options.language));
  Document all = framed(nl ? "Werklijsten" : "Work lists", foot, options);
  if (lists.empty())
    all.blocks.emplace_back(Paragraph{nl ? "Er is nu niets te doen." : "There is nothing to do now."});
  std::vector<const WorkList*> every;
  for (const WorkList& list : lists) {
    every.push_back(&list);
    const std::string title = list_title(list, options);
    links.links.emplace_back(title, fmt::format("{}.{}", list_stem(list), extension(format)));
    if (!apart) {
      all.blocks.emplace_back(Heading{2, title});
      add_list(all, list, on, options);
    } else if (format == ReportFormat::csv) {
      files.push_back({list_stem(list) + ".csv", worklist_csv({&list}, on, options)});
    } else {
      Document document = framed(fmt::format("{}: {}", nl ? "Werklijst" : "Work list", title), foot, options);
      document.blocks.emplace_back(Heading{2, nl ? "Wat er te doen is" : "What there is to do"});
      add_list(document, list, on, options);
      files.push_back(written(document, list_stem(list), format));
    }
  }
  if (format == ReportFormat::csv) {
    if (!apart) files.push_back({"worklist.csv", worklist_csv(every, on, options)});
    return files;
  }
  // The page that leads to the lists also tells which of the files in the folder are of today.
  if (apart && !links.links.empty()) all.blocks.emplace_back(std::move(links));
  files.push_back(written(all, apart ? "worklist-index" : "worklist", format));
  return files;
}

}  // namespace verzuim
