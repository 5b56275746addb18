// SPDX-License-Identifier: EUPL-1.2
// Rows of absences: what kind they are of, and the facts that they come to.
#include <algorithm>

#include "profile_reader.hpp"

namespace verzuim {
namespace {

/// True for a code; anything else may be a reason in someone's own words, or a number of someone.
bool is_short_code(std::string_view text) {
  constexpr std::size_t longest = 8, longest_of_letters = 4;
  const bool letters = std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
  });
  return text.size() <= (letters ? longest_of_letters : longest) &&
         text.find(' ') == std::string_view::npos && !showable(text).empty();
}

const Verdict* find_code(const ProfileParts& parts, std::string_view code) {
  const auto at = parts.codes.find(code);
  return at != parts.codes.end() ? &at->second : nullptr;
}

/// Lateness and removal are over with their lesson, so they are never reports without an end.
bool can_go_on(Kind kind) { return kind != Kind::late && kind != Kind::removed; }

}  // namespace

Verdict ProfileReader::judge() {
  unnamed_.reset();
  SlotCells& cells = *cells_;
  const std::string_view code = cells[slot_code], type = cells[slot_type], presence = cells[slot_presence];
  const Verdict* seen = presence.empty() ? nullptr : parts_.presence.find(presence);
  if (!presence.empty() && seen == nullptr)
    cells.refuse(slot_presence, "bad-word", presence,
                 "is not known to the profile; name it under [presence]");
  const Verdict *by_code = find_code(parts_, code),
                *by_type = type.empty() ? nullptr : parts_.types.find(type);
  code_is_named_ = by_code != nullptr;
  Verdict verdict;
  for (const Verdict* v : {seen, by_code, by_type})
    if (v != nullptr && v->says != Verdict::Says::absent) {
      verdict = *v;
      break;
    }
  if (verdict.says == Verdict::Says::skip) return verdict;
  if (const std::string_view kind = cells[slot_kind]; !kind.empty()) {
    verdict.kind = parse_kind(kind).value_or(Kind::unknown);  // the checks of the row refuse another word
    return verdict;
  }
  if (verdict.says == Verdict::Says::kind) return verdict;
  verdict.says = Verdict::Says::kind;
  if (const bool* authorised = parts_.authorised.find(cells[slot_authorised])) {
    verdict.kind = *authorised ? Kind::authorised : Kind::unauthorised;
    return verdict;
  }
  const std::string_view unnamed = by_code == nullptr && !code.empty()   ? code
                                   : by_type == nullptr && !type.empty() ? type
                                                                         : std::string_view();
  if (!unnamed.empty() && !parts_.observed)
    unnamed_ = is_short_code(unnamed) ? std::string(unnamed) : std::string();
  return verdict;
}

void ProfileReader::count_unnamed() {
  constexpr std::size_t most = 1000;  // a column of something else than codes must not fill the memory
  if (!unnamed_) return;
  const bool room = unknown_.size() < most || unknown_.contains(*unnamed_);
  ++unknown_[room ? *unnamed_ : std::string()];
}

Kind ProfileReader::kind_with(Kind kind, int minutes) const {
  const bool too_late = parts_.late_counts_above && minutes > *parts_.late_counts_above;
  return kind == Kind::late && too_late ? Kind::unauthorised : kind;
}

void ProfileReader::set_absence(const Verdict& verdict, const Occasion& occasion) {
  const SlotCells& cells = *cells_;
  const std::string_view kind = cells[slot_kind], mark = cells[slot_mark], code = cells[slot_code];
  texts_[0] = key_in(slot_pupil);
  texts_[1] = cells[slot_school];
  // Neighbouring rows mostly share their date.
  if (texts_[2].empty() || written_date_ != occasion.date) texts_[2] = to_string(occasion.date);
  written_date_ = occasion.date;
  texts_[3] = occasion.lesson > 0 ? std::to_string(occasion.lesson) : "";
  texts_[4] = occasion.minutes > 0 ? std::to_string(occasion.minutes) : "";
  texts_[5] = kind.empty() ? kind_names[static_cast<std::size_t>(verdict.kind)] : kind;
  texts_[6] = cells[slot_subject];
  texts_[7] = code_is_named_ || is_short_code(code) ? code : std::string_view();
  texts_[8] = mark.empty() ? mark_names[verdict.mark] : mark;
}

void ProfileReader::add_facts(const Occasions& occasions) {
  count_ = occasions.all.size();
  const Row first = facts_[0];
  if (facts_.size() < count_) facts_.resize(count_);
  for (std::size_t i = 0; i < count_; ++i) {
    facts_[i] = first;
    auto& fact = std::get<AbsenceRow>(facts_[i]);
    const Occasion& occasion = occasions.all[i];
    fact.absence.date = occasion.date;
    fact.absence.lesson = static_cast<std::int16_t>(occasion.lesson);
    fact.absence.minutes = static_cast<std::int16_t>(occasion.minutes > 0 ? occasion.minutes : -1);
    fact.begin = static_cast<std::int16_t>(occasion.begin);
    fact.absence.kind = kind_with(fact.absence.kind, occasion.minutes);
    fact.since = occasions.since;
    fact.open = occasions.open;
    fact.observed = parts_.observed;
  }
}

void ProfileReader::make_absences() {
  const Verdict verdict = judge();
  if (cells_->fault() || verdict.says == Verdict::Says::skip) return;
  Occasions occasions = read_occasions(*cells_, parts_, !parts_.observed && can_go_on(verdict.kind));
  // What was seen in a lesson is no report, so none can end it.
  if (parts_.observed) occasions.since.reset();
  if (cells_->fault() || occasions.all.empty()) return;
  set_absence(verdict, occasions.all.front());
  if (cells_->fault()) return;
  parse(0);
  if (fields_->fault()) return;
  add_facts(occasions);
  count_unnamed();
}

}  // namespace verzuim
