#pragma once

#include <vector>

#include "command/order_of_battle.hpp"
#include "messages/envelope.hpp"

namespace cupola {

/// Who decides here, and what may be fired at: the post's place between its superior and those below.
/// Model      CommandRules of the doctrine. A post assigns where nobody is above, where it is not under
///            central command, and where its superior has been silent for longer than `silence` and the
///            standing order is to fight; with the superior's first word it hands back. State of weapons: what
///            the superior last ordered, else what the post's own list says, else the doctrine's; while the
///            superior is silent the standing order. A superior tells those below of every change, and those
///            that listen for its silence every `heartbeat`. An autonomous post heeds nobody
/// Random     none
/// Checked by tests/chain_of_command.cpp
class ChainOfCommand {
 public:
  explicit ChainOfCommand(const OrderOfBattle& own);  ///< which must outlive it
  explicit ChainOfCommand(OrderOfBattle&&) = delete;

  /// Does a message count here? What comes from the superior is heard in any case.
  bool heeds(Time now, const Message& message);
  /// Once a decision, before all else: who decides now; appends what those below are to know.
  void decide(Time now, std::vector<Envelope>& out);

  bool assigns() const { return assigns_; }
  bool cut_off() const { return cut_off_; }
  WeaponsControl weapons_control() const { return weapons_; }

 private:
  bool listens() const;
  void listen(Time now);
  WeaponsState ordered_here(Time now) const;
  void tell_below(Time now, WeaponsState state, std::vector<Envelope>& out);

  const OrderOfBattle& own_;
  bool assigns_ = false, cut_off_ = false, started_ = false;
  Time heard_;  // the superior, last
  WeaponsState from_above_ = WeaponsState::unchanged, told_ = WeaponsState::unchanged;
  Time told_when_;
  WeaponsControl weapons_;
};

}  // namespace cupola
