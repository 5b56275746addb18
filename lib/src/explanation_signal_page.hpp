// SPDX-License-Identifier: EUPL-1.2
// The page that explains one signal.
#pragma once
#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

#include "explanation_words.hpp"

namespace verzuim {

/// Records that print as one line: one day, one kind, one fate, one file.
struct DayLine {
  const ExplainedRecord* first = nullptr;
  std::vector<int> lessons, lines;
  std::vector<std::string> subjects;
  std::int64_t hundredths = 0;
};

class SignalPage {
 public:
  SignalPage(std::string& out, const SignalExplanation& made, const DocumentOptions& options)
      : page_(out), made_(made), options_(options), lang_(options.language), nl_(lang_ == Language::nl) {}
  void write();

 private:
  std::string_view say(std::string_view nl, std::string_view en) const { return nl_ ? nl : en; }
  void head();
  void status();
  void todo();
  void pattern();
  void counted();
  void uncounted();
  void amounts();
  void changes();
  void next();
  void rule();
  std::string records_text(std::string_view what, std::size_t records) const {
    return fmt::format("{}: {} {}", what, records,
                       records == 1 ? say("registratie", "record") : say("registraties", "records"));
  }
  std::string line_amount(const DayLine& line) const;
  std::vector<std::string> cells(const DayLine& line) const;
  std::string unit() const { return unit_word(made_.rule, made_.signal.unit); }

  Page page_;
  const SignalExplanation& made_;
  const DocumentOptions& options_;
  Language lang_;
  bool nl_;
};

}  // namespace verzuim
