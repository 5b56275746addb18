// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/retention.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "embedded.hpp"
#include "toml_reader.hpp"
#include "verzuim/error.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

constexpr std::array<std::string_view, 4> from_names = {"left", "born", "age", "diploma"};
constexpr std::array<std::string_view, 3> holder_names = {"school", "gemeente", "region"};
constexpr int months_a_year = 12;

template <std::size_t N>
std::size_t one_of(const TomlNode& node, const std::array<std::string_view, N>& names) {
  const auto at = std::find(names.begin(), names.end(), node.as_text());
  if (at == names.end())
    node.refuse(fmt::format("there is no `{}`; it is one of {}", node.as_text(),
                            join({names.begin(), names.end()}, ", ")));
  return static_cast<std::size_t>(at - names.begin());
}

RetentionTerm read_term(const TomlNode& node) {
  TomlTable table(node);
  RetentionTerm term;
  term.id = table.need_text("id");
  term.holder = holder_names[one_of(table.need("holder"), holder_names)];
  term.from = static_cast<TermFrom>(one_of(table.need("from"), from_names));
  term.years = table.need("years").as_count();
  term.least = table.flag("least");
  if (term.from == TermFrom::age) term.age = table.need("age").as_count();
  if (term.from == TermFrom::diploma) term.diplomas = table.need("diplomas").as_texts();
  term.article = table.need_text("article");
  term.source = table.need_text("source");
  term.says = table.need_text("says");
  term.unsure = table.text("unsure");
  term.checked = table.need("checked").as_date();
  table.finish();
  return term;
}

RetentionReason read_reason(const TomlNode& node) {
  TomlTable table(node);
  RetentionReason reason;
  reason.code = table.need_text("code");
  reason.says = table.need_text("says");
  reason.article = table.text("article");
  reason.hold = table.flag("hold");
  reason.within_term = table.flag("within_term");
  table.finish();
  return reason;
}

std::optional<Date> birth_date(const std::vector<Enrolment>& enrolments) {
  for (auto e = enrolments.rbegin(); e != enrolments.rend(); ++e)
    if (e->birth_date) return e->birth_date;
  return std::nullopt;
}

/// The day from which a term runs; nothing when it has not come or is not known, with the reason in
/// `unknown`.
std::optional<Date> begin_of(const RetentionTerm& term, const std::vector<Enrolment>& enrolments,
                             const std::vector<Diploma>& diplomas, std::string& unknown) {
  if (term.from == TermFrom::left) {
    if (enrolments.empty()) unknown = "no-enrolment";
    Date last{};
    for (const Enrolment& e : enrolments) last = std::max(last, e.until);
    if (enrolments.empty()) return std::nullopt;
    if (last == open_end) unknown = "enrolled";
    return last == open_end ? std::nullopt : std::optional(last);
  }
  if (term.from == TermFrom::diploma) {
    std::optional<Date> first;
    for (const Diploma& d : diplomas)
      if (std::find(term.diplomas.begin(), term.diplomas.end(), d.diploma) != term.diplomas.end())
        first = first ? std::min(*first, d.on) : d.on;
    return first;
  }
  const auto born = birth_date(enrolments);
  if (!born) unknown = "no-birth-date";
  if (!born || term.from == TermFrom::born) return born;
  return birthday(*born, term.age);
}

}  // namespace

const Retention& Retention::shipped() {
  static const Retention retention = [] {
    Retention all;
    for (const EmbeddedFile& file : embedded_files())
      if (file.path.starts_with("retention/")) all.add(file.text, std::string(file.path));
    return all;
  }();
  return retention;
}

void Retention::add(std::string_view text, const std::string& name) {
  const TomlNode root = read_toml(text, name);
  TomlTable table(root);
  for (const TomlNode* node : table.tables("term")) terms_.push_back(read_term(*node));
  for (const TomlNode* node : table.tables("reason")) reasons_.push_back(read_reason(*node));
  table.finish();
}

DueDate Retention::due(const std::vector<Enrolment>& enrolments, const std::vector<Diploma>& diplomas,
                       std::string_view holder) const {
  DueDate due;
  for (const RetentionTerm& term : terms_) {
    if (term.holder != holder) continue;
    const auto begin = begin_of(term, enrolments, diplomas, due.unknown);
    if (!begin) continue;
    const Date on = add_months(*begin, months_a_year * term.years) + (term.from == TermFrom::left ? 1 : 0);
    if (due.on && *due.on <= on) continue;
    due.on = on;
    due.term = term.id;
  }
  if (due.on) due.unknown.clear();
  return due;
}

const RetentionTerm* Retention::must_keep(const std::vector<Enrolment>& enrolments,
                                          const std::vector<Diploma>& diplomas, std::string_view holder,
                                          Date on) const {
  for (const RetentionTerm& term : terms_) {
    if (term.holder != holder || !term.least) continue;
    std::string unknown;
    const auto begin = begin_of(term, enrolments, diplomas, unknown);
    // Of whom nothing but absence is known it cannot be said that they were ever enrolled here.
    if (!begin && unknown != "enrolled") continue;
    if (!begin || on <= add_months(*begin, months_a_year * term.years)) return &term;
  }
  return nullptr;
}

const RetentionReason& Retention::reason(std::string_view code, bool hold) const {
  std::vector<std::string> known;
  for (const RetentionReason& reason : reasons_) {
    if (reason.hold != hold) continue;
    if (reason.code == code) return reason;
    known.push_back(reason.code);
  }
  throw Error(ErrorCode::usage,
              fmt::format("--why: there is no `{}`; it is one of {}", code, join(known, ", ")));
}

}  // namespace verzuim
