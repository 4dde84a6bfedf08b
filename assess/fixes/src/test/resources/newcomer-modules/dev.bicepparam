using 'main.bicep'

param stage = 'dev'
param teamTags = {
  team: 'knowledge'
  costCentre: '42'
}
