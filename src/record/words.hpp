#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "messages/assessment.hpp"
#include "messages/order.hpp"
#include "messages/plot.hpp"
#include "messages/track.hpp"
#include "record/rows.hpp"

namespace cupola {

/// The words under which closed lists appear in run files, reports and on the screen.
std::string_view name_of(IffReply reply);
std::string_view name_of(EndGame end_game);
std::string_view name_of(Category category);
std::string_view name_of(OrderKind kind);
std::string_view name_of(Verdict verdict);
std::string_view name_of(Fate fate);
std::string_view name_of(StrikeWay way);
std::string_view name_of(GroundTargetKind kind);

/// A decision's verdict, by number: the record stands below the room that decides.
std::string_view verdict_name(std::uint8_t verdict);

/// The causes in a bit set, in order, separated by commas.
std::string cause_list(std::uint32_t causes);

}  // namespace cupola
