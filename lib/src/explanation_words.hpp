// SPDX-License-Identifier: EUPL-1.2
// The words of explanations, Dutch and English. A reader has little time: short lines, plain words, the same
// word for the same thing.
#pragma once
#include <string>
#include <string_view>

#include "report_text.hpp"
#include "verzuim/explanation.hpp"

namespace verzuim {

/// `ma 7 sep 2026`, `Mon 7 Sep 2026`.
std::string day_text(Date date, Language language);
/// `maandag 7 september 2026`, `Monday 7 September 2026`.
std::string long_day_text(Date date, Language language);
/// `vrijdag`; 1 is Monday.
std::string weekday_text(int day, Language language);
std::string kind_text(Kind kind, Language language);
std::string level_text(Level level, Language language);
std::string_view duty_text(Duty duty, Language language);
/// `16 uur`, `1 les`, `12,5 %`.
std::string amount_text(const std::string& count, std::string_view unit, Language language);
/// The unit of a count as its rule means it: a run counts days, school days or months.
std::string unit_word(const Rule& rule, const std::string& unit);
/// Days in a row as one: `za 11 - zo 19 okt 2025`.
std::string stretches_text(const std::vector<std::pair<Date, Date>>& stretches, Language language);
/// What a rule's window is: `de laatste 4 lesweken`.
std::string window_text(const Rule& rule, Language language);
/// Why a record does not count, as the end of its line.
std::string why_text(const ExplainedRecord& record, const SignalExplanation& made, Language language);
/// What is missing for a verdict, from an undecided signal's reason.
std::string undecided_text(std::string_view reason, Language language);
/// One `key=value` word of a signal's reason.
std::string word_of(std::string_view reason, std::string_view key);
/// A number as Dutch writes it: `12,5`.
std::string number_text(std::string number, Language language);
/// `les 1-4`, `hele dag`.
std::string lessons_text(const std::vector<int>& lessons, Language language);
/// `1-4, 7`: numbers in order, neighbours joined.
std::string ranges_text(const std::vector<int>& numbers);

/// What changes the verdict of a rule, in sentences. `brief` leaves out that the enrolment ends.
std::vector<std::string> outlook_text(const Outlook& outlook, const Rule& rule, Language language,
                                      bool brief = false);
/// `2 perioden ziek; nodig: 3`.
std::string part_text(const ExplainedPart& part, Language language);

/// What kind of event of a dossier it is.
std::string event_type_text(std::string_view type, Language language);
/// What an event of a dossier says. `step` is the title of the step it is about, if any.
std::string event_text(const DossierEvent& event, const std::string& step, const DocumentOptions& options);

/// Lines of text with headings, aligned facts and tables, wrapped for a terminal or a letter.
class Page {
 public:
  explicit Page(std::string& out) : out_(out) {}
  void title(const std::string& text);
  void heading(const std::string& text);
  /// A label with its text; long texts go on beneath themselves. Nothing when the text is empty.
  void fact(std::string_view label, const std::string& text);
  /// A line of its own, indented and wrapped.
  void line(const std::string& text);
  /// Rows of cells, aligned by column; the last column is wrapped.
  void table(const std::vector<std::vector<std::string>>& rows);
  void gap();

 private:
  void wrapped(std::string head, const std::string& text, std::size_t indent);
  std::string& out_;
};

}  // namespace verzuim
