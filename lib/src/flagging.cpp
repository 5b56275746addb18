// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/flagging.hpp"

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <map>
#include <mutex>
#include <set>
#include <system_error>
#include <thread>
#include <tuple>

namespace verzuim {
namespace {

/// One thread's own things: the engine keeps buffers, the calendar remembers what it has looked up.
class Worker {
 public:
  Worker(const Rulebook& rules, const Setting& setting, PupilReader& reader, Date on)
      : calendar_(*setting.calendar),
        engine_(rules, {setting.law, setting.reference, &calendar_, setting.timetables, &portion_.schools}),
        reader_(reader),
        on_(on) {}

  /// Reads and evaluates one portion; false at the end.
  bool work(Flagged& flagged) {
    if (!reader_.next(portion_)) return false;
    for (std::size_t i = 0; i < portion_.count; ++i) evaluate(portion_.pupils[i], flagged);
    return true;
  }
  /// Of the portion that was begun last.
  std::size_t number() const { return portion_.number; }

 private:
  void evaluate(const PupilFacts& facts, Flagged& flagged) {
    const auto first = static_cast<std::ptrdiff_t>(flagged.signals.size());
    if (facts.enrolments.empty() && !facts.absences.empty()) ++flagged.strangers;
    engine_.evaluate(facts, on_, flagged.signals, flagged.undecided);
    std::sort(flagged.signals.begin() + first, flagged.signals.end(), before);
  }

  Portion portion_;
  Calendar calendar_;
  Engine engine_;
  PupilReader& reader_;
  Date on_;
};

/// Where the portions of all threads come together again.
class Joint {
 public:
  explicit Joint(const std::function<void(Flagged&)>& each) : each_(each) {}

  bool stopped() const {
    const std::lock_guard lock(mutex_);
    return fault_ != nullptr;
  }
  /// `patient`: waits while much is there that was not told yet. Not for the calling thread, which tells.
  void put(std::size_t number, Flagged&& flagged, bool patient) {
    std::unique_lock lock(mutex_);
    if (patient) room_.wait(lock, [&] { return waiting_.size() < most_waiting || ended_ || fault_; });
    waiting_.emplace(number, std::move(flagged));
  }
  /// The calling thread has nothing more to read, so what is to come is little and need not wait.
  void end() {
    const std::lock_guard lock(mutex_);
    ended_ = true;
    room_.notify_all();
  }
  /// Keeps the fault of the first portion that has one.
  void fail(std::size_t number, std::exception_ptr fault) {
    const std::lock_guard lock(mutex_);
    if (fault_ != nullptr && failed_ < number) return;
    fault_ = std::move(fault);
    failed_ = number;
    room_.notify_all();
  }
  /// Tells what is next, as far as it is there. For the calling thread only.
  void tell() {
    for (Flagged flagged; !broken_ && take(flagged); flagged = {}) {
      drop_said(flagged.undecided);
      broken_ = true;  // unless it comes back
      each_(flagged);
      broken_ = false;
    }
  }
  void rethrow() const {
    if (fault_ != nullptr) std::rethrow_exception(fault_);
  }

 private:
  bool take(Flagged& flagged) {
    const std::lock_guard lock(mutex_);
    const auto next = waiting_.find(next_);
    if (next == waiting_.end()) return false;
    flagged = std::move(next->second);
    waiting_.erase(next);
    ++next_;
    room_.notify_all();
    return true;
  }
  /// Each engine says once what a whole school shares, so several may have said it.
  void drop_said(std::vector<Signal>& undecided) {
    const auto again = [&](const Signal& s) {
      return s.pupil.empty() && !said_.emplace(s.rule, s.school, s.reason).second;
    };
    undecided.erase(std::remove_if(undecided.begin(), undecided.end(), again), undecided.end());
  }

  const std::function<void(Flagged&)>& each_;
  /// More than threads that run evenly ever need; so few that what waits takes no room to speak of.
  static constexpr std::size_t most_waiting = 32;
  mutable std::mutex mutex_;
  std::condition_variable room_;
  bool ended_ = false;
  std::map<std::size_t, Flagged> waiting_;
  std::size_t next_ = 0;
  std::exception_ptr fault_;
  std::size_t failed_ = 0;
  bool broken_ = false;  ///< telling failed, so nothing more is told
  std::set<std::tuple<std::string, std::string, std::string>> said_;
};

/// Works until nothing is left or something failed. The calling thread tells after each portion.
void work(Worker& worker, Joint& joint, bool calling) {
  try {
    for (Flagged flagged; !joint.stopped() && worker.work(flagged); flagged = {}) {
      joint.put(worker.number(), std::move(flagged), !calling);
      if (calling) joint.tell();
    }
  } catch (...) {
    joint.fail(worker.number(), std::current_exception());
  }
}

}  // namespace

void flag_pupils(const Rulebook& rules, const Setting& setting, const PupilReaders& readers, Date on,
                 const std::function<void(Flagged&)>& each) {
  Joint joint(each);
  std::vector<std::unique_ptr<Worker>> workers;
  for (const auto& reader : readers) workers.push_back(std::make_unique<Worker>(rules, setting, *reader, on));
  {
    std::vector<std::jthread> threads;
    try {
      for (std::size_t i = 1; i < workers.size(); ++i)
        threads.emplace_back([&joint, &worker = *workers[i]] { work(worker, joint, false); });
    } catch (const std::system_error&) {
      // The machine has no thread to spare: those that are there do it all.
    }
    work(*workers.front(), joint, true);
    joint.end();
  }
  joint.tell();
  joint.rethrow();
}

}  // namespace verzuim
