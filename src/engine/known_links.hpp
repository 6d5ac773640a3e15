#pragma once

#include <vector>

#include "command/order_of_battle.hpp"
#include "scenario/scenario.hpp"

namespace cupola {

/// What posts know of the net that joins them, before any message is sent: with whom they talk, what is told on
/// the way there, and whose plots come to them.

/// Radars, or passive sensors, whose plots come to a post: its own, and those of all that it shares plots with,
/// over any number of links that do. In order.
std::vector<RadarId> heard_radars(const Scenario& scenario, PostId post);
std::vector<RadarId> heard_passives(const Scenario& scenario, PostId post);
/// By RadarId, passive sensors behind: the posts that hear it besides its own.
std::vector<std::vector<PostId>> hearers(const Scenario& scenario);

/// Fills OrderOfBattle::links of all: to the superior, to those below, and to the posts of fire units that the
/// post assigns to.
void know_links(const Scenario& scenario, std::vector<OrderOfBattle>& posts);

}  // namespace cupola
