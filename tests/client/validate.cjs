// Cards, one on each line of stdin → what Microsoft's own reader of cards has against them.
"use strict";

const readline = require("node:readline");
const cards = require("adaptivecards/dist/adaptivecards.js");

const { AdaptiveCard, SerializationContext, Versions, ValidationPhase } = cards;

function problems(json) {
  // The reader's own pattern is global, and remembers where it found "sv" in the card before.
  cards.CardElement.langProperty.regEx.lastIndex = 0;
  const context = new SerializationContext(Versions.v1_5);
  const card = new AdaptiveCard();
  card.maxVersion = Versions.v1_5;
  card.parse(json, context);
  const events = Array.from({ length: context.eventCount }, (_, at) => context.getEventAt(at));
  return [...events, ...card.validateProperties().validationEvents].map(
    (event) => `${ValidationPhase[event.phase]}: ${event.message}`,
  );
}

readline
  .createInterface({ input: process.stdin })
  .on("line", (line) => console.log(JSON.stringify(problems(JSON.parse(line)))));
