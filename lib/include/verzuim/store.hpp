// SPDX-License-Identifier: EUPL-1.2
// The memory between runs: one SQLite file. Facts are append-only and versioned, signals and dossier events
// are kept, every delivery leaves a receipt. What is reported as done is committed.
#pragma once
#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "verzuim/absence.hpp"
#include "verzuim/audit.hpp"
#include "verzuim/calendar.hpp"
#include "verzuim/canonical.hpp"
#include "verzuim/dossier.hpp"
#include "verzuim/error.hpp"
#include "verzuim/portion.hpp"
#include "verzuim/run_receipt.hpp"
#include "verzuim/signal.hpp"
#include "verzuim/source.hpp"

namespace verzuim {

/// Whose store it is; a gemeente may not hold sick or authorised absence.
struct Holder {
  std::string kind = "school";  ///< school, gemeente or region
  std::string code;             ///< BRIN, CBS code or Doorstroompunt region; may be empty
};

/// What came of one file. `rows = fresh + changed + same + skipped + rejected`.
struct Receipt {
  int batch = 0;
  std::string file, sha256, kind, profile = "canonical";
  std::int64_t rows = 0, fresh = 0, changed = 0, same = 0, skipped = 0, rejected = 0, withdrawn = 0;
  std::optional<Date> first_date, last_date;
  bool seen = false;                ///< the very same file was delivered before; nothing was written
  std::vector<std::string> pupils;  ///< whose facts it touched
  std::string at;                   ///< when it was taken in, UTC
};
/// Appends the receipt as TOML, as `ingest` writes it.
VERZUIM_EXPORT void write_receipt(std::string& out, const Receipt& receipt);

/// A period of which a delivery holds everything.
struct Covers {
  Date from, until;
};

struct Delivery {
  std::string name;                   ///< what messages call the file
  std::string profile = "canonical";  ///< how it is read
  std::string fingerprint;            ///< of that profile: a file is read anew by a profile that was mended
  std::optional<Covers> covers;
  bool more_follow = false;  ///< under `covers`: this is not the last of the files that it speaks of
  bool accept = false;       ///< overrules the guards on share of rejects and number of rows
  std::string at;            ///< now, UTC
  std::function<void(const Reject&)> reject;
  std::function<void(std::int64_t rows)> progress;  ///< called every few thousand rows
};

/// Facts as they were known at a moment.
struct KnownAt {
  std::string time;               ///< UTC; empty for now
  std::optional<int> batch = {};  ///< the last delivery seen: exact where two bear one time
};

/// A run of the engine, as the store remembers it.
struct Run {
  Date on;
  std::string rules_hash;
  int last_batch = 0;
  bool partial = false;  ///< only named pupils were looked at, so the next run cannot build on it
  int number = 0;        ///< given by the store
};

/// Takes what was found of some pupils, and sets its statuses.
using TakeFound = std::function<void(std::vector<Signal>& found)>;
/// Looks for signals and hands them over.
using FindSignals = std::function<void(const TakeFound& take)>;
/// Told of a signal; `changed`: it is new, or became withdrawn just now.
using SettledSignal = std::function<void(const Signal& signal, bool changed)>;

/// What is kept of a run, so that it can be repeated.
struct PastRun {
  RunReceipt receipt;
  Rulebook rules;  ///< finished
  /// Whom it must be made for to give the same bytes; nothing: everyone.
  std::optional<std::vector<std::string>> pupils;
  std::unordered_set<std::string> fresh;  ///< ids of the signals that it was the first to find
  std::vector<Signal> withdrawn;          ///< what stood as withdrawn when it was done
};

/// What a store holds, in numbers. Nothing in it is about a person.
struct StoreInfo {
  int schema = 0;  ///< the version of the tables
  std::int64_t pupils = 0, signals = 0, withdrawn_signals = 0, dossiers = 0, events = 0;
  std::array<std::int64_t, 8> facts{};  ///< by FileKind, as they stand now
  Holder holder;
  std::optional<Run> last_run;
  std::vector<RunReceipt> runs;     ///< the last ones, oldest first
  std::vector<Receipt> deliveries;  ///< in their order, without their pupils
};
/// What came of a look at the whole store.
struct StoreCheck {
  std::vector<std::string> faults;  ///< each with what to do; empty when all is well
  std::int64_t facts = 0, audit_lines = 0;
  std::string audit_head;
};

/// Data of a pupil that may not be erased for now.
struct Hold {
  std::string pupil, why, at, actor;
};

/// Everything that the store has of one pupil, in tables of texts, for whom it is about.
struct PupilTable {
  std::string name, title;                                   ///< for machines, and Dutch for people
  std::vector<std::pair<std::string, std::string>> columns;  ///< likewise
  std::vector<std::vector<std::string>> rows;
};
/// Appends what is held of a pupil as readable Dutch text, or as TOML.
VERZUIM_EXPORT void write_pupil_text(std::string& out, const std::string& pupil,
                                     const std::vector<PupilTable>& tables);
VERZUIM_EXPORT void write_pupil_toml(std::string& out, const std::string& pupil,
                                     const std::vector<PupilTable>& tables);

/// Appends what a store holds as TOML. `path` is what the user calls it.
VERZUIM_EXPORT void write_store_info(std::string& out, const StoreInfo& info, const std::string& path);

struct StoreParts;

/// Whether the file system under `path` is encrypted: `yes`, or `not known`. What a machine below or a disk
/// by itself encrypts cannot be seen from here, so there is no `no`.
VERZUIM_EXPORT std::string on_encrypted_disk(const std::string& path, const std::string& system = "/sys");

class VERZUIM_EXPORT Store {
 public:
  /// Opens the store at `path`, making it on first use (mode 0600).
  /// Throws: Error (busy) when another run holds it, (not_permitted) when others may read it, (config) when
  /// it is newer than this program.
  explicit Store(const std::string& path, bool make = true);
  /// A store without a name, which vanishes with the object.
  static Store temporary();
  ~Store();
  Store(Store&&) noexcept;
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  /// The holder; set once, at the first call with one. Throws: Error (config) when it differs from the one
  /// that is set.
  Holder holder();
  void set_holder(const Holder& holder);

  /// Takes in one file in one transaction, which begins when the file has been read (a very large one: when
  /// some of it has). `rows` reads from `source`. Under `covers` the last of its files withdraws what the
  /// store has of their schools in that period and none of them holds, unless rows were refused (then
  /// `accept` says that they do not matter). Throws: Error (data) with nothing changed.
  Receipt ingest(Source& source, RowReader& rows, const Delivery& delivery);

  /// To be called when a file that `covers` speaks of could not be read: then nothing is withdrawn.
  void break_coverage();

  // What all pupils share.
  std::vector<School> schools(const KnownAt& at = {});
  std::vector<OwnDaysOff> calendar(const KnownAt& at = {});
  Timetables timetables(const KnownAt& at = {});
  /// The texts behind `Absence::school`. The same vector for the life of the store; `each_pupil` brings it up
  /// to date.
  const std::vector<std::string>& school_names();
  /// The name of the file behind `Absence::batch`; empty when there is none.
  std::string batch_file(int batch);
  /// The receipts of all deliveries in their order, without their pupils.
  std::vector<Receipt> deliveries();
  StoreInfo info();

  /// At most `number` readers, one for each thread, that share the pupils by pupil id, all of them or those
  /// of `only`. They see what is committed, and are to be gone before the store is. One alone sees what this
  /// store has not committed yet, too.
  PupilReaders readers(int number, const std::vector<std::string>* only = nullptr, const KnownAt& at = {});
  /// Calls `each` for every pupil by pupil id, or for those of `only`.
  void each_pupil(const std::function<void(const PupilFacts&)>& each,
                  const std::vector<std::string>* only = nullptr, const KnownAt& at = {});
  /// Calls `each` for every absence that stands, with its texts, by pupil, date, lesson and school.
  void each_absence(const std::function<void(const AbsenceRow&)>& each);
  /// Pupils whose facts changed after `batch`, or who have facts dated after `seen` and up to `on`.
  std::vector<std::string> touched_since(int batch, Date seen, Date on);
  int last_batch();

  // Signals. `pupils` null means: all were evaluated.
  /// The last run that was not partial.
  std::optional<Run> last_run();
  /// The last run of any kind, also one that looked at named pupils only.
  std::optional<Run> last_look();
  /// Compares what a run finds with what stands, pupil after pupil, so that nothing is held: sets the status
  /// of what was found to new or standing (also where it was withdrawn before), refreshes what is kept of it,
  /// and keeps what no longer follows (reached on or before `run.on`) as withdrawn. `find` is called once and
  /// gives what it finds; `each` is told of all that was found or is withdrawn, in the order of `before`: of
  /// the pupils looked at, or of `every` one. Returns how many became withdrawn just now. Requires: `find`
  /// gives all of a pupil at once, in the order of `before`.
  std::int64_t settle(const Run& run, const std::vector<std::string>* pupils, bool every,
                      const std::string& at, const FindSignals& find, const SettledSignal& each);
  /// The same for what is at hand: sorts `found` and returns those that became withdrawn just now.
  std::vector<Signal> settle(std::vector<Signal>& found, const std::vector<std::string>* pupils,
                             const Run& run, const std::string& at);
  /// Keeps the receipt of a run with the texts of its rules. A run that settled has its number from there;
  /// one that asked what was known in the past gets it here, and nothing else of the store is changed by it.
  /// `named`: the pupils that it was told to look at. Requires: inside the `together` of that run.
  void keep(RunReceipt& receipt, const Rulebook& rules, const std::vector<std::string>* named);
  /// The receipt of a run; nothing when there is none, for it was made before receipts were kept or never.
  std::optional<RunReceipt> run_receipt(int number);
  /// A run with all that it takes to repeat it. Throws: Error (data) when there is no receipt of it.
  PastRun past_run(int number);
  /// All signals kept, withdrawn ones too, in their order.
  std::vector<Signal> signals();
  /// Those that were withdrawn, in their order.
  std::vector<Signal> withdrawn_signals();
  /// Signals that no `escalate` has seen yet, new and withdrawn.
  std::vector<Signal> pending_signals();
  void mark_escalated(const std::vector<std::string>& ids);

  // Dossiers.
  /// Appends events in one transaction and gives them their numbers.
  void append(std::vector<DossierEvent>& events);
  /// The events of one dossier, or of all, in order of recording.
  std::vector<DossierEvent> events(const std::string& dossier = {});

  // Reports.
  /// What was kept of the report that was printed last under `key`; empty when there was none.
  std::string printed(const std::string& key);
  /// Keeps `numbers` in the place of what was kept under `key`; empty forgets it.
  void keep_printed(const std::string& key, const std::string& numbers);

  // Care: store_audit.cpp, store_check.cpp, store_backup.cpp, store_purge.cpp, store_export.cpp.
  /// Who works with the store from here on, at what and, where that was said, for what: it stands in the
  /// audit.
  void acts(const std::string& actor, const std::string& command, const std::string& at,
            const std::string& purpose = {});
  /// Writes the audit line of a read of what is held about `pupils`, of all when null. To be called before it
  /// is shown.
  void note_read(const std::vector<std::string>* pupils, const std::string& result = {});
  /// The lines of the audit from number `from` on, and line by line the keys that they are about.
  std::vector<AuditLine> audit(std::int64_t from, std::vector<std::string>& pupils);
  std::string audit_head();
  /// Looks at every page, row, receipt and audit line. `head`: one that was printed before, or empty.
  StoreCheck check(const std::string& head = {});
  /// Copies the store as it is now to a new file (mode 0600), while others may go on working, and checks the
  /// copy. Throws: Error (cannot_create) when there is something at `to`, (io) with nothing there.
  void backup(const std::string& to);
  /// All that is held of a pupil. Throws: Error (no_input) when nothing is.
  std::vector<PupilTable> everything_of(const std::string& pupil);
  std::vector<Hold> holds();
  /// Keeps the data of a pupil from being erased, or lets go. Throws: Error (no_input) for a pupil that is
  /// not there or not held.
  void hold(const std::string& pupil, const std::string& why);
  void release(const std::string& pupil);
  /// Erases all that is held of these pupils, in one transaction, and then what is left of the bytes. Throws:
  /// Error (not_permitted) with nothing changed when one is held, (busy) when others read and the bytes
  /// could not be taken away yet.
  void purge(const std::vector<std::string>& pupils, const std::string& why);

  /// Runs `work` in one transaction: all of it or nothing.
  void together(const std::function<void()>& work);

 private:
  std::unique_ptr<StoreParts> parts_;
};

}  // namespace verzuim
