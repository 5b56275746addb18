// SPDX-License-Identifier: EUPL-1.2
// Pupils on their way out, portion by portion, for one thread or for several.
#include <algorithm>
#include <mutex>

#include "store_fact_reader.hpp"

namespace verzuim {
namespace {

/// So many pupils that asking for the next ones costs nothing, so few that no thread waits long at the end.
constexpr std::size_t portion_pupils = 64;

/// Whose turn it is. Shared by the readers of all threads, one at a time.
class PupilQueue {
 public:
  struct Entry {
    std::string id;
    std::int64_t number = 0;
    int kinds = 0;
  };

  /// Reads through `parts`; `own`, where given, is kept with the queue.
  PupilQueue(StoreParts& parts, const std::vector<std::string>* only, const KnownAt& at,
             std::unique_ptr<StoreParts> own = nullptr)
      : own_(std::move(own)),
        snapshot_(parts, StoreTransaction::For::reading),
        visible_(parts.visible(at)),
        all_(only == nullptr),
        pupils_(parts.db, all_ ? "SELECT no, kinds, id FROM pupil ORDER BY id"
                               : "SELECT no, kinds FROM pupil WHERE id = ?") {
    parts.read_schools();
    schools_ = parts.schools;
    if (all_) return;
    only_ = *only;
    std::sort(only_.begin(), only_.end());
    only_.erase(std::unique(only_.begin(), only_.end()), only_.end());
  }

  const std::vector<bool>& visible() const { return visible_; }
  const std::vector<std::string>& schools() const { return schools_; }

  /// Takes the next pupils and gives them the number of their portion; none at the end.
  std::size_t take(std::vector<Entry>& entries) {
    const std::lock_guard lock(mutex_);
    entries.clear();
    while (entries.size() < portion_pupils && !done_) all_ ? take_next(entries) : take_named(entries);
    return portions_++;
  }

 private:
  void take_next(std::vector<Entry>& entries) {
    done_ = !pupils_.step();
    if (!done_) entries.push_back({std::string(pupils_.text(2)), pupils_.wide(0), pupils_.integer(1)});
  }
  void take_named(std::vector<Entry>& entries) {
    done_ = at_ == only_.size();
    if (done_) return;
    const std::string& id = only_[at_++];
    pupils_.bind(1, std::string_view(id));
    if (pupils_.step()) entries.push_back({id, pupils_.wide(0), pupils_.integer(1)});
    pupils_.reset();
  }

  std::mutex mutex_;
  std::unique_ptr<StoreParts> own_;
  StoreTransaction snapshot_;
  std::vector<bool> visible_;
  bool all_;
  HotStatement pupils_;
  std::vector<std::string> schools_, only_;
  std::size_t at_ = 0, portions_ = 0;
  bool done_ = false;
};

class StoreReader : public PupilReader {
 public:
  /// Reads through `parts`, the connection of the store itself.
  StoreReader(std::shared_ptr<PupilQueue> queue, StoreParts& parts)
      : queue_(std::move(queue)), path_(parts.path), reader_(parts, queue_->visible()) {}
  /// Reads through a connection of its own. What was committed since the queue began is not seen: the queue
  /// says which deliveries are.
  StoreReader(std::shared_ptr<PupilQueue> queue, const std::string& path)
      : queue_(std::move(queue)),
        path_(path),
        own_(std::make_unique<StoreParts>(path)),
        snapshot_(std::make_unique<StoreTransaction>(*own_, StoreTransaction::For::reading)),
        reader_(*own_, queue_->visible()) {}

  bool next(Portion& portion) override {
    return translated(path_, [&] {
      portion.number = queue_->take(entries_);
      portion.count = 0;
      if (portion.schools.empty()) portion.schools = queue_->schools();
      for (PupilQueue::Entry& entry : entries_) {
        PupilFacts& facts = portion.room();
        facts.pupil = std::move(entry.id);
        if (!reader_.read(entry.number, entry.kinds, facts)) --portion.count;
      }
      return !entries_.empty();
    });
  }

 private:
  std::shared_ptr<PupilQueue> queue_;
  std::string path_;
  std::unique_ptr<StoreParts> own_;
  std::unique_ptr<StoreTransaction> snapshot_;
  FactReader reader_;
  std::vector<PupilQueue::Entry> entries_;
};

}  // namespace

PupilReaders Store::readers(int number, const std::vector<std::string>* only, const KnownAt& at) {
  return translated(parts_->path, [&] {
    PupilReaders readers;
    // A store without a name can be opened once only, and for few pupils a thread is not worth its while.
    const bool alone =
        number <= 1 || parts_->path == nameless_store || (only != nullptr && only->size() <= portion_pupils);
    if (alone) {
      readers.push_back(
          std::make_unique<StoreReader>(std::make_shared<PupilQueue>(*parts_, only, at), *parts_));
      return readers;
    }
    // A connection is for one thread at a time. All threads take from the queue, one after the other, while
    // the calling one may write what was found through the connection of the store itself.
    auto own = std::make_unique<StoreParts>(parts_->path);
    StoreParts& parts = *own;
    const auto queue = std::make_shared<PupilQueue>(parts, only, at, std::move(own));
    for (int i = 0; i < number; ++i) readers.push_back(std::make_unique<StoreReader>(queue, parts_->path));
    return readers;
  });
}

void Store::each_pupil(const std::function<void(const PupilFacts&)>& each,
                       const std::vector<std::string>* only, const KnownAt& at) {
  const PupilReaders readers = this->readers(1, only, at);
  Portion portion;
  while (readers.front()->next(portion))
    for (std::size_t i = 0; i < portion.count; ++i) each(portion.pupils[i]);
}

}  // namespace verzuim
