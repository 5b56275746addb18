// SPDX-License-Identifier: EUPL-1.2
// How long the data of a pupil may or must be kept, by who holds them. Every term is data with its source;
// the code knows from what day a term can run, not how long it is.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verzuim/date.hpp"
#include "verzuim/export.hpp"
#include "verzuim/pupil.hpp"

namespace verzuim {

/// From what day a term runs.
enum class TermFrom {
  left,     ///< the last day of the last enrolment, when all have ended
  born,     ///< the birth date
  age,      ///< the birthday on which an age is reached
  diploma,  ///< the day of the first of some diplomas
};

struct RetentionTerm {
  std::string id, holder;  ///< holder: school, gemeente or region
  TermFrom from = TermFrom::left;
  int age = 0;                        ///< for TermFrom::age
  std::vector<std::string> diplomas;  ///< for TermFrom::diploma
  int years = 0;
  bool least = false;  ///< it must be kept so long; else it must be gone by then
  std::string article, source, says, unsure;
  Date checked;
};

/// A code for the why of an erasure or of a hold.
struct RetentionReason {
  std::string code, says, article;
  bool hold = false;         ///< it keeps data, else it erases them
  bool within_term = false;  ///< it erases also while a term says that they must be kept
};

/// When the data of a pupil are to go, and by which term; without a date it cannot be said, and why.
struct DueDate {
  std::optional<Date> on;
  std::string term, unknown;
};

class VERZUIM_EXPORT Retention {
 public:
  /// The shipped terms and reasons.
  static const Retention& shipped();
  /// Adds a file. Throws: Error (config) with the place.
  void add(std::string_view text, const std::string& name);

  /// The first day on which the data of this pupil are to be erased: where a holder has several terms, the
  /// earliest that can be told. Requires: the standing facts of the pupil.
  DueDate due(const std::vector<Enrolment>& enrolments, const std::vector<Diploma>& diplomas,
              std::string_view holder) const;
  /// The term that says on `on` that the data must still be kept; null when none does. An end that is not
  /// known has not been reached.
  const RetentionTerm* must_keep(const std::vector<Enrolment>& enrolments,
                                 const std::vector<Diploma>& diplomas, std::string_view holder,
                                 Date on) const;

  const std::vector<RetentionTerm>& terms() const { return terms_; }
  /// Throws: Error (usage) for a code that is no reason to hold (or to erase), with those that are.
  const RetentionReason& reason(std::string_view code, bool hold) const;

 private:
  std::vector<RetentionTerm> terms_;
  std::vector<RetentionReason> reasons_;
};

}  // namespace verzuim
