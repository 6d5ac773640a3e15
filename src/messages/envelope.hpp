#pragma once

#include "core/time.hpp"
#include "messages/address.hpp"
#include "messages/message.hpp"

namespace cupola {

/// A message under way. What happens to it on the way is the network's business.
struct Envelope {
  Address from, to;
  Time sent;
  Message body;
};

}  // namespace cupola
