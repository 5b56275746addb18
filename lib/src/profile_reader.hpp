// SPDX-License-Identifier: EUPL-1.2
// The rows of a file by its profile: source cells become canonical ones, which the same checks take that
// canonical files go through.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "canonical_fields.hpp"
#include "profile_cells.hpp"
#include "profile_shape.hpp"
#include "profile_span.hpp"

namespace verzuim {

class ProfileReader : public RowReader {
 public:
  /// Throws as `open_rows` does.
  ProfileReader(Source& source, const Profile& profile, const Reference& reference,
                const ReadSetting& setting);

  FileKind kind() const override { return kind_; }
  bool next() override;
  std::size_t facts() const override { return count_; }
  const Row& fact(std::size_t i) const override { return facts_[i]; }
  const std::optional<Reject>& fault() const override { return fault_; }
  int line() const override { return csv_.line(); }

  const UnknownCodes& unknown() const { return unknown_; }
  const SlotCells& cells() const { return *cells_; }
  /// The names of the columns; empty for a file without a header.
  const std::vector<std::string>& header() const { return header_; }
  char delimiter() const { return opening_.delimiter; }

 private:
  void read_header();
  void open_cells(ColumnMap map, const ReadSetting& setting, const Reference& reference);
  bool shaped();
  void refuse_row(std::size_t cell, std::string code, std::string reason);

  void make_plain();
  std::string plain_value(std::size_t slot);
  void make_absences();
  /// What the row says of its kind; counts a code that says nothing.
  Verdict judge();
  /// Counts the code of a row that became facts.
  void count_unnamed();
  void set_absence(const Verdict& verdict, const Occasion& occasion);
  void add_facts(const Occasions& occasions);
  Kind kind_with(Kind kind, int minutes) const;

  /// The key of a pupil under [identity]. Nothing when it is not the number that it must be.
  std::optional<std::string> pupil_key(std::string_view text) const;
  std::string key_in(std::size_t slot);
  void parse(std::size_t fact);

  const Profile profile_;
  const ProfileParts& parts_;
  const CsvLimits limits_;
  const Opening opening_;
  CsvReader csv_;
  FileKind kind_ = FileKind::absences;
  std::vector<std::string> header_;
  std::size_t width_ = 0;  ///< cells that every row must have
  bool any_ = false;       ///< a row was read
  bool trailing_ = false;  ///< a last empty cell more is nothing
  std::optional<SlotCells> cells_;
  std::optional<IdentityKey> key_;

  std::vector<std::string> texts_;       ///< the canonical cells of the row
  Date written_date_;                    ///< the one among them
  std::vector<std::string_view> views_;  ///< the same, for `fields_`
  std::optional<Fields> fields_;
  std::vector<Row> facts_;
  std::size_t count_ = 0;
  std::optional<Reject> fault_;
  std::optional<std::string> unnamed_;  ///< what the row says of its kind and the profile does not name
  bool code_is_named_ = false;          ///< by the profile, of this row
  UnknownCodes unknown_;
};

}  // namespace verzuim
