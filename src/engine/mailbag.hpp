#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>
#include <vector>

#include "core/check.hpp"
#include "core/time.hpp"
#include "messages/envelope.hpp"

namespace cupola {

/// Messages under way, in sacks: what one sender has said at a time stays where it was written until the last of it
/// is thrown away. An event carries the ticket of a message; those of one sack follow one another, in the order of
/// arrival. Sacks are used again, those of plots by plots, so that their rows need no new memory.
class Mailbag {
 public:
  using Ticket = std::uint64_t;
  /// When a letter arrives, at whose address as one number, and which it is of those written.
  struct Due {
    Time arrival;
    std::uint32_t to = 0, letter = 0;
  };

  /// Takes over what was written, and leaves an empty row in its stead; the ticket of the first that is due. What is
  /// never due was lost.
  Ticket take(std::vector<Envelope>& written, const std::vector<Due>& due) {
    CUPOLA_CHECK(!due.empty());
    const Ticket first = empty_sack(free_);
    Sack& sack = sacks_[sack_of(first)];
    sack.due = due;
    sack.left = due.size();
    sack.letters.clear();
    sack.letters.swap(written);
    return first;
  }
  Ticket put(Envelope&& envelope) {
    const Ticket ticket = sack_for_one(free_);
    std::vector<Envelope>& letters = sacks_[sack_of(ticket)].letters;
    letters.clear();
    letters.push_back(std::move(envelope));
    return ticket;
  }
  /// A message of plots, to be written: its rows are those of an old one.
  Ticket put_plots(Address from, Address to, Time sent) {
    const Ticket ticket = sack_for_one(free_of_plots_);
    std::vector<Envelope>& letters = sacks_[sack_of(ticket)].letters;
    if (letters.empty()) letters.push_back({from, to, sent, PlotBatch{}});
    Envelope& envelope = letters.front();
    envelope.from = from;
    envelope.to = to;
    envelope.sent = sent;
    return ticket;
  }

  /// Stays where it is until it is thrown away, whatever is put in.
  Envelope& at(Ticket ticket) {
    Sack& sack = sacks_[sack_of(ticket)];
    return sack.letters[sack.due[ticket % kMostInSack].letter];
  }
  void throw_away(Ticket ticket) {
    const std::size_t number = sack_of(ticket);
    Sack& sack = sacks_[number];
    if (--sack.left > 0) return;
    const bool of_plots = std::holds_alternative<PlotBatch>(sack.letters.front().body);
    (of_plots ? free_of_plots_ : free_).push_back(number);
  }
  /// The sack of a message, a small number.
  static std::size_t sack_of(Ticket ticket) { return ticket / kMostInSack; }

 private:
  static constexpr Ticket kMostInSack = Ticket{1} << 32;
  struct Sack {
    std::vector<Envelope> letters;
    std::vector<Due> due;
    std::size_t left = 0;  ///< of those due
  };
  Ticket sack_for_one(std::vector<std::size_t>& free) {
    const Ticket ticket = empty_sack(free);
    Sack& sack = sacks_[sack_of(ticket)];
    sack.due.assign(1, {});
    sack.left = 1;
    return ticket;
  }
  Ticket empty_sack(std::vector<std::size_t>& free) {
    // A sack that is moved keeps its letters where they are; one that is copied would not.
    static_assert(std::is_nothrow_move_constructible_v<Sack>);
    if (free.empty()) {
      sacks_.emplace_back();
      return (sacks_.size() - 1) * kMostInSack;
    }
    const std::size_t number = free.back();
    free.pop_back();
    return number * kMostInSack;
  }

  std::vector<Sack> sacks_;
  std::vector<std::size_t> free_, free_of_plots_;
};

}  // namespace cupola
