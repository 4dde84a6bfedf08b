using 'subscription.bicep'

param securityContact = 'soc@contoso.example'
